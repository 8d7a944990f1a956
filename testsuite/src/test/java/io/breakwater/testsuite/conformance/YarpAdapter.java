package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.IDN;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** YARP's transforms, each of which tells the upstream one thing in one header. */
final class YarpAdapter implements Adapter {
    private static final String PEER = "127.0.0.1";

    @Override
    public String file() {
        return "yarp-emit";
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /**
     * {@code Remove} is {@code forwarded=none}. {@code Set} and {@code Append} are the same here, as nobody is trusted: what Append would append
     * to came from anybody. Which parts an element of Forwarded has, and in which format, is fixed (P-6). {@code PathBase} is the mount's path.
     *
     * <p>A client without an address comes through a unix socket; one without a host speaks HTTP/1.0. Its port, and our own address, are those of the
     * test.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.of("header", "parts", "action", "forFormat", "byFormat"));
        JsonNode inbound = recorded.json().get("inbound");
        Adapter.requireOnly(
                inbound,
                List.of(
                        "scheme",
                        "host",
                        "remoteIp",
                        "remotePort",
                        "localIp",
                        "localPort",
                        "pathBase"));
        String base = inbound.path("pathBase").asText("").replace("null", "");
        String mount = URI.create(base.isEmpty() ? "/" : base.replace(" ", "%20")).toASCIIString();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mounts.m.path", mount);
        settings.put("mounts.m.upstream", "http://127.0.0.1:" + Outcome.UPSTREAM_PORT + "/");
        settings.put("mounts.m.forwarded", style(config));
        return List.of(
                Run.asWritten(recorded, request(recorded.request(), inbound, mount), settings));
    }

    private static String style(JsonNode config) {
        if (config.get("action").asText().equals("Remove")) {
            return "none";
        }
        return config.get("header").asText().equals("Forwarded") ? "rfc7239" : "x";
    }

    private static Request request(Request written, JsonNode inbound, String mount) {
        boolean hostless = inbound.path("host").isNull();
        Request request =
                new Request(
                        inbound.has("remoteIp")
                                ? inbound.get("remoteIp").asText().replace("null", "unix")
                                : PEER,
                        inbound.path("scheme").asText().equals("https"),
                        "GET "
                                + mount.replaceFirst("/?$", "/")
                                + (hostless ? " HTTP/1.0" : " HTTP/1.1"),
                        written.headers());
        String host = inbound.path("host").asText();
        return hostless ? request : request.withHost(host.isEmpty() ? "localhost" : inAscii(host));
    }

    /** A name that is not ASCII is in its other form on the way (RFC 5891). */
    private static String inAscii(String host) {
        String port = host.replaceFirst("^[^:]*", "");
        return IDN.toASCII(host.substring(0, host.length() - port.length())) + port;
    }

    @Override
    public Optional<String> upstreamAnswer(RecordedCase recorded) {
        return Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        String header = recorded.config().get("header").asText();
        List<String> lines =
                StreamSupport.stream(
                                recorded.expect().get("upstreamHeaderLines").spliterator(), false)
                        .map(line -> line.get(1).asText())
                        .toList();
        return new ExpectedFacts()
                .is(
                        Outcome.UPSTREAM + header,
                        lines.isEmpty() ? Outcome.ABSENT : String.join(", ", lines))
                .expected();
    }
}
