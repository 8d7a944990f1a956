package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** nginx's realip module. */
final class NginxAdapter implements Adapter {
    @Override
    public String file() {
        return "nginx";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return recorded.config().has("trusted");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /** Without {@code recursive} the last entry is the client, whoever it is: a walk of one hop. */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.of("trusted", "header", "recursive"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "trusted-proxies", String.join(" ", RecordedCase.texts(config.get("trusted"))));
        settings.put("trusted-proxy-headers", config.get("header").asText());
        if (!config.get("recursive").asBoolean()) {
            settings.put("trusted-proxy-count", "1");
        }
        return List.of(Run.asWritten(recorded, settings));
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        return new ExpectedFacts().address(recorded.expect().get("remoteAddr").asText()).expected();
    }
}
