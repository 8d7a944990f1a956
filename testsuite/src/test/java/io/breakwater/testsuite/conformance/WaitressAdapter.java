package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.options.BreakwaterOptions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Waitress 3: {@code trusted_proxy} and its relatives, {@code url_scheme}, {@code url_prefix}. */
final class WaitressAdapter implements Adapter {
    private static final Pattern MALFORMED = Pattern.compile("Header \"(.*)\" malformed");

    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "REMOTE_HOST", "a copy of REMOTE_ADDR",
                    "REQUEST_URI",
                            "the request line as received: no handler changes it, and the whoami page does not show it",
                    "contentType", "the media type of Waitress's own error page",
                    "warnings", "wording and number of Waitress's own log lines");

    @Override
    public String file() {
        return "waitress";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * {@code server_name} is what Waitress calls itself where no host was forwarded; Undertow has the Host header for that ({@link
     * Expected#OWN}). {@code url_prefix_effective} is a remark on {@code url_prefix}, {@code unix_socket} on the peer.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(
                config,
                List.of(
                        "trusted_proxy",
                        "trusted_proxy_count",
                        "trusted_proxy_headers",
                        "clear_untrusted_proxy_headers",
                        "log_untrusted_proxy_headers",
                        "url_scheme",
                        "url_prefix",
                        "url_prefix_effective",
                        "server_name",
                        "unix_socket"));
        Map<String, String> settings = new LinkedHashMap<>();
        trustedProxy(config, settings);
        if (config.hasNonNull("trusted_proxy")
                || recorded.isConfiguration()) { // elsewhere a count alone is Waitress's default
            copy(config, "trusted_proxy_count", settings, "trusted-proxy-count");
        }
        settings.put("trusted-proxy-mode", "count");
        settings.put("trusted-proxy-headers", headers(config.path("trusted_proxy_headers")));
        copy(config, "clear_untrusted_proxy_headers", settings, "strip-untrusted");
        copy(config, "log_untrusted_proxy_headers", settings, "log-untrusted");
        copy(config, "url_scheme", settings, "url-scheme");
        copy(config, "url_prefix", settings, "url-prefix");
        return List.of(Run.asWritten(recorded, settings));
    }

    /** {@code localhost} is what Waitress calls the peer of a unix socket. */
    private static void trustedProxy(JsonNode config, Map<String, String> settings) {
        String proxy =
                config.path("trusted_proxy").isNull() ? "" : config.path("trusted_proxy").asText();
        settings.put("trusted-proxies", proxy.equals("localhost") ? "unix" : proxy);
        if (proxy.equals("*")) {
            settings.put("insecure-trust-any-peer", "true");
        }
    }

    private static String headers(JsonNode names) {
        return names.isArray() ? String.join(" ", RecordedCase.texts(names)) : names.asText();
    }

    private static void copy(
            JsonNode config, String from, Map<String, String> settings, String to) {
        if (config.hasNonNull(from)) {
            settings.put(to, config.get(from).asText());
        }
    }

    @Override
    public Map<String, String> effective(BreakwaterOptions options) {
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put(
                "trusted_proxy", options.trust().policy().trusted().isEmpty() ? "null" : "set");
        effective.put(
                "trusted_proxy_headers",
                options.trust().policy().headers().names().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(" ")));
        effective.put(
                "trusted_proxy_count",
                Integer.toString(options.trust().policy().hops().count().orElse(1)));
        effective.put(
                "url_scheme", options.site().urlScheme().map(Object::toString).orElse("http"));
        effective.put("url_prefix", options.site().urlPrefix().decoded());
        return effective;
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        SortedMap<String, String> variables = new TreeMap<>();
        recorded.expect()
                .properties()
                .forEach(
                        field -> {
                            if (!UNMAPPED.containsKey(field.getKey())) {
                                expect(recorded, field.getKey(), field.getValue(), variables);
                            }
                        });
        return new Expected(variables, recorded.expect().has("proxyHeaders"));
    }

    private static void expect(
            RecordedCase recorded,
            String name,
            JsonNode value,
            SortedMap<String, String> variables) {
        switch (name) {
            case "configError" -> variables.put(Outcome.START, value.asText());
            case "effective" -> effective(value, variables);
            case "absent" ->
                    RecordedCase.texts(value)
                            .forEach(variable -> variables.put(variable, Outcome.ABSENT));
            case "proxyHeaders" ->
                    value.properties()
                            .forEach(
                                    header ->
                                            variables.put(
                                                    header.getKey(), header.getValue().asText()));
            case "body", "bodyContains" -> malformed(value.toString(), variables);
            case "PATH_INFO" -> variables.put(name, unicode(value.asText()));
            case "SERVER_NAME", "SERVER_PORT" ->
                    variables.put(name, ownOr(recorded, name, value.asText()));
            case "REMOTE_PORT" -> variables.put(name, peerPortOr(recorded, value.asText()));
            default -> variables.put(name, value.asText());
        }
    }

    private static void effective(JsonNode value, SortedMap<String, String> variables) {
        variables.put(Outcome.START, Outcome.ACCEPTED);
        value.properties()
                .forEach(
                        field -> {
                            JsonNode expected = field.getValue();
                            variables.put(
                                    field.getKey(),
                                    expected.isArray()
                                            ? String.join(" ", RecordedCase.texts(expected))
                                            : expected.asText());
                        });
    }

    private static void malformed(String body, SortedMap<String, String> variables) {
        Matcher matcher = MALFORMED.matcher(body.replace("\\\"", "\""));
        if (matcher.find()) {
            variables.put(Outcome.MALFORMED, matcher.group(1));
        }
    }

    /** WSGI's texts are bytes, one a character (PEP 3333). */
    private static String unicode(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Where nothing was forwarded, Waitress shows its own name and port, which the case has in {@code local}. */
    private static String ownOr(RecordedCase recorded, String name, String value) {
        JsonNode local = recorded.json().path("local");
        boolean ownName =
                recorded.expect()
                        .path("SERVER_NAME")
                        .asText()
                        .equals(local.path("SERVER_NAME").asText());
        boolean own = value.equals(local.path(name).asText());
        return own && (ownName || value.startsWith("<")) ? Expected.OWN : value;
    }

    private static String peerPortOr(RecordedCase recorded, String value) {
        return recorded.peerPort().filter(value::equals).isPresent() ? Outcome.PEER_PORT : value;
    }
}
