package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Caddy's {@code reverse_proxy}: what is left of headers on their way, in both directions. */
final class CaddyProxyAdapter implements Adapter {
    private static final String PEER = "127.0.0.1";

    /** RFC 6455 section 4.2.2 for the key in the case. */
    private static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

    @Override
    public String file() {
        return "caddy";
    }

    @Override
    public String name() {
        return "caddy-proxy";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return recorded.config().has("role");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /** The peer of a unix socket, which a test cannot be, is one on loopback, trusted as Caddy trusts the other. */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.of("role", "peer", "trusted"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mounts.m.path", "/");
        settings.put("mounts.m.upstream", "http://127.0.0.1:" + Outcome.UPSTREAM_PORT + "/");
        if (config.has("trusted")) {
            settings.put("trusted-proxies", PEER);
            settings.put(
                    "trusted-proxy-headers", "X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host");
        }
        Request request = recorded.request().withHost("localhost").from(PEER);
        return List.of(Run.asWritten(recorded, request, settings));
    }

    /** What the case leaves out and a client or HTTP asks for: the answer to the WebSocket key, and a length. */
    @Override
    public Optional<String> upstreamAnswer(RecordedCase recorded) {
        JsonNode response = recorded.json().get("upstreamResponse");
        int status = response.path("status").asInt(200);
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
        response.path("headers")
                .forEach(
                        line ->
                                answer.append(line.get(0).asText())
                                        .append(": ")
                                        .append(line.get(1).asText())
                                        .append("\r\n"));
        answer.append(status == 101 ? ACCEPT : "Content-Length: 0\r\n");
        return Optional.of(answer.append("\r\n").toString());
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        JsonNode expect = recorded.expect();
        ExpectedFacts facts = new ExpectedFacts();
        int status = recorded.json().path("upstreamResponse").path("status").asInt(200);
        facts.is(Outcome.STATUS, Integer.toString(status));
        headers(Outcome.RESPONSE, expect.path("clientHeaders"), facts);
        headers(Outcome.UPSTREAM, expect.path("upstreamHeaders"), facts);
        expect.path("clientHeadersAbsent")
                .forEach(header -> facts.is(Outcome.RESPONSE + header.asText(), Outcome.ABSENT));
        return facts.expected();
    }

    private static void headers(String which, JsonNode lines, ExpectedFacts facts) {
        lines.forEach(line -> facts.is(which + line.get(0).asText(), line.get(1).asText()));
    }
}
