package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of mod_wsgi-express by their keys, as the runnable jar reads them. */
final class ModWsgiExpressOptions {
    static final String MOUNT_POINT = "--mount-point";

    private ModWsgiExpressOptions() {}

    static Map<String, String> settings(JsonNode config) {
        Map<String, String> settings = new LinkedHashMap<>();
        config.properties().forEach(option -> option(option.getKey(), option.getValue(), settings));
        return settings;
    }

    private static void option(String option, JsonNode value, Map<String, String> settings) {
        switch (option) {
            case "--server-name" -> settings.put("server-name", value.asText());
            case "--server-alias" -> settings.put("server-aliases", list(value));
            case "--allow-localhost" -> settings.put("allow-localhost", value.asText());
            case "--https-only" -> settings.put("https-only", value.asText());
            case "--hsts-policy" -> settings.put("hsts", value.asText().replace("'", ""));
            case "--trust-proxy" -> settings.put("trusted-proxies", list(value));
            case "--trust-proxy-header" -> settings.put("trusted-proxy-headers", list(value));
            case "--socket-timeout" -> settings.put("socket-timeout", value.asText());
            case "--proxy-timeout" -> {
                if (!value.isNull()) {
                    settings.put("proxy-timeout", value.asText());
                }
            }
            case MOUNT_POINT -> {
                settings.put("url-prefix", value.asText());
                settings.put("url-prefix-strict", "true");
            }
            case "--proxy-mount-point" -> routes("mounts", "path", value, settings);
            case "--proxy-virtual-host" -> routes("virtual-hosts", "host", value, settings);
            case "--error-document" ->
                    value.forEach(
                            pair ->
                                    settings.put(
                                            "error-documents." + pair.get(0).asText(),
                                            pair.get(1).asText()));
            case "--port", "--https-port" -> {}
            default ->
                    throw new IllegalArgumentException(
                            "The adapter cannot express the configuration " + option);
        }
    }

    private static String list(JsonNode values) {
        return String.join(" ", RecordedCase.texts(values));
    }

    private static void routes(
            String group, String place, JsonNode pairs, Map<String, String> settings) {
        int count = 0;
        for (JsonNode pair : pairs) {
            String route = group + ".r" + count++ + ".";
            settings.put(route + place, pair.get(0).asText());
            settings.put(route + "upstream", upstream(pair.get(1).asText()));
        }
    }

    /** 19890 answers, 19899 nothing listens on, 19877 is the server itself, with a certificate that nobody has signed. */
    static String upstream(String url) {
        return url.replace("127.0.0.1:19890", "127.0.0.1:" + Outcome.UPSTREAM_PORT)
                .replace("127.0.0.1:19899", "127.0.0.1:" + Outcome.CLOSED_PORT)
                .replace("127.0.0.1:19877", "127.0.0.1:" + Outcome.TLS_PORT)
                .replace("unix:runs/up.sock", "unix:" + Outcome.UPSTREAM_SOCKET);
    }
}
