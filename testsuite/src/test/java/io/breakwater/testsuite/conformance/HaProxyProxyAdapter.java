package io.breakwater.testsuite.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HAProxy's {@code option forwarded}, which tells the upstream of the client. */
final class HaProxyProxyAdapter implements Adapter {
    @Override
    public String file() {
        return "haproxy-rfc7239";
    }

    @Override
    public String name() {
        return "haproxy-rfc7239-proxy";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return recorded.config().has("role");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /** What {@code emit} makes of the header, parameter by parameter, is fixed here (P-6); {@code dst} is where HAProxy says it listens. */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        Adapter.requireOnly(recorded.config(), List.of("role", "emit", "src", "dst", "dst_port"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mounts.m.path", "/");
        settings.put("mounts.m.upstream", "http://127.0.0.1:" + Outcome.UPSTREAM_PORT + "/");
        settings.put("mounts.m.forwarded", "rfc7239");
        Request request = recorded.request().withHost("localhost");
        return List.of(Run.asWritten(recorded, request, settings));
    }

    @Override
    public Optional<String> upstreamAnswer(RecordedCase recorded) {
        return Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        return new ExpectedFacts()
                .is(
                        Outcome.UPSTREAM + "Forwarded",
                        recorded.expect().get("upstreamHeaders").get(0).get(1).asText())
                .expected();
    }
}
