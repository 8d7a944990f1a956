package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.UpstreamOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** mod_wsgi-express: what its options make of a request on its way to an upstream or the application, and of the answer. */
final class ModWsgiExpressAdapter implements Adapter {

    /** RFC 6455 section 4.2.2 for the key in the case. */
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "REQUEST_URI",
                            "the request line as received: no handler changes it, and the whoami page does not show it",
                    "mod_wsgi.mount_point", "a copy of SCRIPT_NAME where a header set it",
                    "httpTimeoutStatus", "what mx-slow asks of a request");

    @Override
    public String file() {
        return "mod_wsgi-express-proxy";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * The options by their keys, as the runnable jar reads them; where it listens, {@code --port} and {@code --https-port}, is the test's. The
     * recording also had an alias {@code /st}, with an index, which the cases leave out.
     *
     * <p>Everything is under a strict {@code url-prefix}, which {@code --mount-point} is, where mod_wsgi-express has proxies and aliases beside
     * it; and headers without a list of proxies are refused. Such a case is run again without a prefix, and with its peer trusted.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Request request = recorded.request();
        request = request.from(request.peer().replace(":" + Outcome.PEER_PORT, ""));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("url-aliases.st.path", "/st");
        settings.put("url-aliases.st.target", Outcome.FILES + "/static");
        settings.put("directory-index", "index.html");
        if (recorded.isConfiguration()) {
            settings.put("mounts.r0.path", "/");
            settings.put("mounts.r0.upstream", "http://127.0.0.1:" + Outcome.UPSTREAM_PORT + "/");
        }
        settings.putAll(ModWsgiExpressOptions.settings(config));
        Run asWritten = Run.asWritten(recorded, request, settings);
        Map<String, String> nearest = new LinkedHashMap<>(settings);
        boolean everybody = config.has("--trust-proxy-header") && !config.has("--trust-proxy");
        if (everybody) {
            nearest.put("trusted-proxies", request.peer());
        }
        boolean beside = config.has(ModWsgiExpressOptions.MOUNT_POINT) && isBeside(config, request);
        if (beside) {
            nearest.remove("url-prefix");
            nearest.remove("url-prefix-strict");
        }
        return everybody || beside
                ? List.of(asWritten, Run.nearest(recorded, request, nearest))
                : List.of(asWritten);
    }

    /** Whether a path leads to what the recording had beside the application's mount point. */
    private static boolean isBeside(JsonNode config, Request request) {
        String path = URLDecoder.decode(request.rawTarget(), StandardCharsets.UTF_8) + "/";
        boolean virtualHost = request.value("Host").startsWith("static.");
        return !virtualHost
                && (path.equals("/st/")
                        || StreamSupport.stream(
                                        config.path("--proxy-mount-point").spliterator(), false)
                                .map(pair -> pair.get(0).asText().replaceFirst("/$", "") + "/")
                                .anyMatch(path::contains));
    }

    /** The recorded upstream answered with the status and the headers of the query, and one that was told to sleep not in time. */
    @Override
    public Optional<String> upstreamAnswer(RecordedCase recorded) {
        Request request = recorded.request();
        if (request.has("Upgrade") && recorded.expect().get("status").asInt() == 101) {
            return Optional.of(SWITCHED);
        }
        String status = "200";
        StringBuilder headers = new StringBuilder();
        String[] target = request.rawTarget().split("\\?", 2);
        for (String parameter : target.length < 2 ? new String[0] : target[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            String value = URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
            if (pair[0].equals("sleep")) {
                return Optional.of("");
            } else if (pair[0].equals("status")) {
                status = value;
            } else if (pair[0].startsWith("h.")) {
                headers.append(pair[0].substring(2)).append(": ").append(value).append("\r\n");
            }
        }
        return Optional.of(
                ModWsgiExpressOptions.upstream(
                        "HTTP/1.1 "
                                + status
                                + " Answer\r\nContent-Length: 0\r\n"
                                + headers
                                + "\r\n"));
    }

    @Override
    public Map<String, String> effective(BreakwaterOptions options) {
        UpstreamOptions upstream = options.mounts().get(0).upstream();
        return Map.of(
                "httpResponseWait", Double.toString(upstream.timeout().toMillis() / 1000.0),
                "websocketIdleClose",
                        Double.toString(upstream.websocketTimeout().toMillis() / 1000.0));
    }

    /** All that an upstream got was recorded; where Apache itself answered, the application got nothing. */
    @Override
    public Expected expected(RecordedCase recorded) {
        SortedMap<String, String> variables = new TreeMap<>();
        recorded.expect()
                .properties()
                .forEach(field -> expect(field.getKey(), field.getValue(), variables));
        return new Expected(variables, recorded.expect().has("upstream"));
    }

    private static void expect(String name, JsonNode value, SortedMap<String, String> variables) {
        switch (name) {
            case "responseHeaders" -> headers(Outcome.RESPONSE, value, variables);
            case "upstream" -> {
                variables.put(Outcome.UPSTREAM_LINE, value.get("requestLine").asText());
                headers(Outcome.UPSTREAM, value.get("headers"), variables);
            }
            case "handledBy" -> {
                if (!value.asText().equals("wsgi")) {
                    variables.put("REMOTE_ADDR", Outcome.ABSENT);
                }
            }
            case "SERVER_PORT" ->
                    variables.put(name, value.asText().replace("19876", Outcome.LISTEN_PORT));
            default -> {
                if (!UNMAPPED.containsKey(name)) {
                    variables.put(name, value.asText());
                }
            }
        }
    }

    private static void headers(String which, JsonNode lines, SortedMap<String, String> variables) {
        lines.forEach(
                line ->
                        variables.merge(
                                which + line.get(0).asText(),
                                ModWsgiExpressOptions.upstream(line.get(1).asText()),
                                (a, b) -> a + ", " + b));
    }
}
