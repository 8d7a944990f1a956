package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** nginx's {@code proxy_redirect}, {@code proxy_cookie_domain} and {@code proxy_cookie_path}, with an upstream that answers. */
final class NginxProxyAdapter implements Adapter {
    private static final String UPSTREAM = "http://127.0.0.1:" + Outcome.UPSTREAM_PORT;
    private static final String RECORDED_UPSTREAM = "http://127.0.0.1:8081";
    private static final String RECORDED_LISTENER = "http://127.0.0.1:8080";

    @Override
    public String file() {
        return "nginx";
    }

    @Override
    public String name() {
        return "nginx-proxy";
    }

    @Override
    public boolean covers(RecordedCase recorded) {
        return recorded.json().has("upstreamResponseHeaders");
    }

    @Override
    public Map<String, String> unmapped() {
        return Map.of();
    }

    /**
     * A location is a mount. Its rules are not written by hand here but follow from the route (P-11, P-12), so nothing is configured for
     * {@code redirectRules} and {@code cookieDomain}; of {@code cookiePath}, the rule that begins like the cookie's path is the route from that
     * path of the upstream to the other. An upstream without a path gets paths whole in nginx: its base is the mount then.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(
                config,
                List.of("mount", "upstream", "redirectRules", "cookieDomain", "cookiePath"));
        Map<String, String> settings = new LinkedHashMap<>();
        Request request = recorded.request();
        if (config.has("mount")) {
            String mount = config.get("mount").asText();
            String upstream = config.get("upstream").asText();
            boolean whole = upstream.equals(RECORDED_UPSTREAM);
            settings.put("mounts.m.path", mount);
            settings.put("mounts.m.upstream", filledIn(whole ? upstream + mount : upstream));
        } else {
            Optional<JsonNode> rule = pathRule(recorded);
            String mount = rule.map(r -> r.get(1).asText()).orElse("/");
            settings.put("mounts.m.path", mount);
            settings.put(
                    "mounts.m.upstream", UPSTREAM + rule.map(r -> r.get(0).asText()).orElse("/"));
            request = request.to(mount);
        }
        return List.of(Run.asWritten(recorded, request, settings));
    }

    private static Optional<JsonNode> pathRule(RecordedCase recorded) {
        String cookie = recorded.json().get("upstreamResponseHeaders").get(0).get(1).asText();
        return StreamSupport.stream(recorded.config().get("cookiePath").spliterator(), false)
                .filter(rule -> cookie.contains("Path=" + rule.get(0).asText()))
                .findFirst();
    }

    private static String filledIn(String text) {
        return text.replace(RECORDED_UPSTREAM, UPSTREAM);
    }

    @Override
    public Optional<String> upstreamAnswer(RecordedCase recorded) {
        String headers =
                StreamSupport.stream(
                                recorded.json().get("upstreamResponseHeaders").spliterator(), false)
                        .map(line -> line.get(0).asText() + ": " + line.get(1).asText() + "\r\n")
                        .collect(Collectors.joining());
        return Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + filledIn(headers) + "\r\n");
    }

    /** nginx makes a path absolute with its own address; what is made here begins with the origin that the client asked. */
    @Override
    public Expected expected(RecordedCase recorded) {
        String asked = "http://" + recorded.request().value("Host");
        ExpectedFacts facts = new ExpectedFacts();
        recorded.expect()
                .get("clientResponseHeaders")
                .forEach(
                        line ->
                                facts.is(
                                        Outcome.RESPONSE + line.get(0).asText(),
                                        filledIn(line.get(1).asText())
                                                .replace(RECORDED_LISTENER, asked)));
        return facts.expected();
    }
}
