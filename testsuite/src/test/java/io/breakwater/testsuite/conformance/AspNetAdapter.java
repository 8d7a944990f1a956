package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ASP.NET Core's {@code ForwardedHeadersMiddleware}. */
final class AspNetAdapter implements Adapter {
    /** What stands for every host there. */
    private static final List<String> ANY_HOST = List.of("*", "[::]", "0.0.0.0");

    @Override
    public String file() {
        return "aspnet";
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /**
     * Known proxies and networks are trusted; where there are none, everybody is. {@code forwardLimit} bounds the walk. {@code
     * requireHeaderSymmetry} is always on here, for schemes and ports (B-11). {@code allowedHosts} are the server's names, which gate every
     * host and not only forwarded ones; {@code 0.0.0.0} and {@code [::]} among them let in any. A path base that the application has is {@code
     * url-prefix}. A second instance of the middleware has nothing left to do here (B-17). A peer without address is that of a unix socket.
     *
     * <p>What ASP.NET leaves of a client list is the part that it did not look at, and that goes here: whatever it leaves where it believed some
     * of the list, the rest was taken out.
     *
     * <p>A limit of 0, which is refused, is run again with nothing chosen; host bits, which are refused, without.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(
                config,
                List.of(
                        "knownProxies",
                        "knownNetworks",
                        "forwardLimit",
                        "requireHeaderSymmetry",
                        "headers",
                        "allowedHosts",
                        "instances"));
        List<String> trusted = new ArrayList<>(RecordedCase.texts(config.get("knownProxies")));
        List<String> networks = RecordedCase.texts(config.get("knownNetworks"));
        List<String> blocks = networks.stream().map(AspNetAdapter::withoutHostBits).toList();
        Run asWritten = Run.asWritten(recorded, settings(recorded, with(trusted, networks)));
        if (config.get("forwardLimit").asText().equals("0")) {
            Map<String, String> nothing = settings(recorded, with(trusted, networks));
            nothing.keySet().removeAll(List.of("trusted-proxy-headers", "trusted-proxy-count"));
            return List.of(asWritten, Run.nearest(recorded, nothing));
        }
        return blocks.equals(networks)
                ? List.of(asWritten)
                : List.of(
                        asWritten,
                        Run.nearest(recorded, settings(recorded, with(trusted, blocks))));
    }

    private static String withoutHostBits(String block) {
        return new IPAddressString(block).getAddress().toPrefixBlock().toString();
    }

    private static List<String> with(List<String> proxies, List<String> networks) {
        List<String> all = new ArrayList<>(proxies);
        all.addAll(networks);
        return all;
    }

    private static Map<String, String> settings(RecordedCase recorded, List<String> trusted) {
        JsonNode config = recorded.config();
        List<String> headers =
                RecordedCase.texts(config.get("headers")).stream()
                        .map(name -> "X-Forwarded-" + name)
                        .toList();
        Map<String, String> settings = Adapter.trustingEverybody(headers);
        if (!trusted.isEmpty()) {
            settings.put("trusted-proxies", String.join(" ", trusted));
            settings.remove("insecure-trust-any-peer");
        }
        if (!config.get("forwardLimit").isNull() && !headers.isEmpty()) {
            settings.put("trusted-proxy-count", config.get("forwardLimit").asText());
        }
        List<String> hosts = RecordedCase.texts(config.path("allowedHosts"));
        if (!hosts.isEmpty() && hosts.stream().noneMatch(ANY_HOST::contains)) {
            settings.put("server-name", hosts.get(0));
            settings.put("server-aliases", String.join(" ", hosts));
        }
        settings.put("url-prefix", recorded.json().path("before").path("pathBase").asText());
        return settings;
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        ExpectedFacts facts = new ExpectedFacts();
        recorded.expect()
                .properties()
                .forEach(
                        field ->
                                expect(recorded, field.getKey(), field.getValue().asText(), facts));
        return facts.expected();
    }

    private static void expect(
            RecordedCase recorded, String name, String value, ExpectedFacts facts) {
        switch (name) {
            case "remoteAddr" -> facts.address(value.equals("null") ? "" : value);
            case "remotePort" -> facts.is("REMOTE_PORT", peerPortOr(recorded, value));
            case "scheme" -> facts.is("wsgi.url_scheme", value);
            case "host" -> facts.is("HTTP_HOST", value);
            case "hostNot" -> facts.is("HTTP_HOST", Expected.OWN);
            case "pathBase" -> facts.is("SCRIPT_NAME", value);
            default -> facts.header(header(name), header(recorded, header(name), value));
        }
    }

    private static String header(String name) {
        return name.substring("header:".length());
    }

    private static String header(RecordedCase recorded, String header, String value) {
        boolean believed =
                !recorded.expect()
                        .path("remoteAddr")
                        .asText(recorded.request().peer())
                        .equals(recorded.request().peer());
        boolean rest = header.equals("X-Forwarded-For") && believed;
        boolean original = header.startsWith("X-Original-") && value.equals("null");
        return original ? Outcome.ABSENT : rest ? "null" : value;
    }

    private static String peerPortOr(RecordedCase recorded, String value) {
        return recorded.peerPort().filter(value::equals).isPresent() ? Outcome.PEER_PORT : value;
    }
}
