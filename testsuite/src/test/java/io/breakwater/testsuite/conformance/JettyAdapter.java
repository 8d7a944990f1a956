package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jetty 12's {@code ForwardedRequestCustomizer}, which believes everybody. */
final class JettyAdapter implements Adapter {
    private static final String LOCAL = "0.0.0.0";
    private static final String PEER = "127.0.0.1";
    private static final String PROXIED = "X-Proxied-Https";

    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "secure", "true where the scheme is https",
                    "sslSession", "the value of Proxy-Ssl-Id, of which a request here has nothing",
                    "sslCertificate", "the value of Proxy-auth-cert, which is no certificate");

    @Override
    public String file() {
        return "jetty";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * Jetty reads all headers from everybody, {@code Forwarded} before the others, and takes the left-most value: as written, all peers and
     * hops are trusted, and of each group the header is chosen that the request has.
     *
     * <p>Run again with only the peer trusted are requests with lists, as that is what an operator should write; and those whose headers have
     * names that Breakwater does not know, under names that it does.
     *
     * <p>{@code securePort} is the port of https, which is 443 here. With {@code forwardedPortAsAuthority=false} the port is the client's and
     * with {@code forcedHost} no forwarded host counts, so neither is chosen. {@code sslIsSecure} asks whether Proxy-Ssl-Id, which tells no
     * scheme here, means https. {@code localAddress} is the server's own; the peer 0.0.0.0 is that of a connection without a socket.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(
                config,
                List.of(
                        "securePort",
                        "sslIsSecure",
                        "forcedHost",
                        "forwardedForHeader",
                        "forwardedPortAsAuthority",
                        "localAddress"));
        Request request = recorded.request().from(PEER);
        String client = config.path("forwardedForHeader").asText("X-Forwarded-For");
        List<String> headers = headers(config, request, client);
        Run asWritten = Run.asWritten(recorded, request, Adapter.trustingEverybody(headers));
        boolean ownNames = config.has("forwardedForHeader") || request.has(PROXIED);
        if (!ownNames && !request.hasLists()) {
            return List.of(asWritten);
        }
        Map<String, String> nearest = new LinkedHashMap<>();
        nearest.put("trusted-proxies", request.peer());
        nearest.put(
                "trusted-proxy-headers",
                String.join(" ", headers)
                        .replace("X-Custom-For", "X-Client-IP")
                        .replace(PROXIED, "X-Forwarded-HTTPS"));
        return List.of(
                asWritten,
                Run.nearest(
                        recorded,
                        request.renaming("X-Custom-For", "X-Client-IP")
                                .renaming(PROXIED, "X-Forwarded-HTTPS"),
                        nearest));
    }

    private static List<String> headers(JsonNode config, Request request, String client) {
        if (request.has("Forwarded")) {
            return List.of("Forwarded");
        }
        List<String> headers = new ArrayList<>(List.of(client));
        headers.add(request.has(PROXIED) ? PROXIED : "X-Forwarded-Proto");
        if (!config.has("forcedHost")) {
            headers.addAll(List.of("X-Forwarded-Host", "X-Forwarded-Server"));
        }
        if (config.path("forwardedPortAsAuthority").asBoolean(true)) {
            headers.add("X-Forwarded-Port");
        }
        return headers;
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        JsonNode expect = recorded.expect();
        ExpectedFacts facts = new ExpectedFacts();
        String address = expect.get("remoteAddr").asText();
        facts.is(Outcome.STATUS, expect.get("status").asText())
                .address(address.equals(LOCAL) ? PEER : address)
                .is(
                        "REMOTE_PORT",
                        address.equals(LOCAL)
                                ? Outcome.PEER_PORT
                                : expect.get("remotePort").asText())
                .is("wsgi.url_scheme", expect.get("scheme").asText());
        String server = expect.get("serverName").asText();
        boolean own = server.equals(LOCAL) || server.equals("null");
        facts.is("SERVER_NAME", own ? Expected.OWN : server)
                .is("SERVER_PORT", own ? Expected.OWN : expect.get("serverPort").asText());
        if (!own) {
            String path = recorded.request().rawTarget().replaceFirst("^[a-z]+://[^/]*", "");
            facts.url(expect.get("requestURL").asText(), path);
        }
        return facts.expected();
    }
}
