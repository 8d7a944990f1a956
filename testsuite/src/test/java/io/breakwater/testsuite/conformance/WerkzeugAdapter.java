package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Werkzeug's {@code ProxyFix}: how many proxies set each header, and no look at who they are. */
final class WerkzeugAdapter implements Adapter {
    private static final Map<String, String> HEADERS =
            Map.of(
                    "x_for", "X-Forwarded-For",
                    "x_proto", "X-Forwarded-Proto",
                    "x_host", "X-Forwarded-Host",
                    "x_port", "X-Forwarded-Port",
                    "x_prefix", "X-Forwarded-Prefix");

    @Override
    public String file() {
        return "werkzeug";
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /**
     * A header that is counted is chosen; its peer is trusted, and {@code x_for} is the count, as all facts come from one hop here (B-11). A
     * case without Host has the server's own name in it, which a request of HTTP/1.1 asks for.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(config, List.copyOf(HEADERS.keySet()));
        JsonNode before = recorded.json().path("before");
        Request request =
                recorded.request()
                        .withHost(
                                before.path("SERVER_NAME").asText()
                                        + ":"
                                        + before.path("SERVER_PORT").asText());
        List<String> headers = new ArrayList<>();
        config.properties()
                .forEach(
                        field -> {
                            if (field.getValue().asInt() > 0) {
                                headers.add(HEADERS.get(field.getKey()));
                            }
                        });
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("trusted-proxies", request.peer());
        settings.put("trusted-proxy-headers", String.join(" ", headers));
        settings.put("trusted-proxy-mode", "count");
        settings.put(
                "trusted-proxy-count", Integer.toString(Math.max(1, config.get("x_for").asInt())));
        return List.of(Run.asWritten(recorded, request, settings));
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        return new ExpectedFacts()
                .address(recorded.expect().get("remoteAddr").asText())
                .url(recorded.expect().get("urlRoot").asText(), "/")
                .expected();
    }
}
