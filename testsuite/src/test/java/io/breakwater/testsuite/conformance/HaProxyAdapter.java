package io.breakwater.testsuite.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HAProxy's {@code rfc7239_is_valid}, with a rule that denies what is not. */
final class HaProxyAdapter implements Adapter {
    @Override
    public String file() {
        return "haproxy-rfc7239";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return !recorded.config().has("role");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of("valid", "what the status says");
    }

    /** HAProxy's rule asks everybody's requests; here the peer is trusted, as strangers' headers are not read. */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        Adapter.requireOnly(recorded.config(), List.of("requireValidForwarded"));
        Request request = recorded.request().withHost("localhost");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("trusted-proxies", request.peer());
        settings.put("trusted-proxy-headers", "Forwarded");
        return List.of(Run.asWritten(recorded, request, settings));
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        return new ExpectedFacts()
                .is(Outcome.STATUS, recorded.expect().get("status").asText())
                .expected();
    }
}
