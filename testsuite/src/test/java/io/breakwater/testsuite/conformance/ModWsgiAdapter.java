package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.server.HttpHandler;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** mod_wsgi 6: {@code WSGITrustedProxies} and {@code WSGITrustedProxyHeaders}, and where Apache mounts the application. */
final class ModWsgiAdapter implements Adapter {
    private static final Map<String, String> UNMAPPED =
            Map.of(
                    "REQUEST_URI",
                            "the request line as received: no handler changes it, and the whoami page does not show it",
                    "REQUEST_SCHEME",
                            "the connection's scheme, which contradicts wsgi.url_scheme behind a proxy; an exchange has one scheme",
                    "mod_wsgi.script_name", "Apache's mount point, kept beside SCRIPT_NAME",
                    "mod_wsgi.mount_point", "a copy of SCRIPT_NAME where a header set it",
                    "mod_wsgi.path_info", "a copy of PATH_INFO");

    @Override
    public String file() {
        return "mod_wsgi";
    }

    @Override
    public Map<String, String> unmapped() {
        return UNMAPPED;
    }

    /**
     * Apache's mount point is {@code url-prefix}. {@code merge_slashes=false} keeps Apache from merging slashes, which nothing here does.
     *
     * <p>mod_wsgi trusts everybody where no proxy is listed, and takes several headers of one group; Breakwater refuses both. Such a case is
     * run again with its peer trusted and, of each group, the header that mod_wsgi would use.
     */
    @Override
    public List<Run> runs(RecordedCase recorded) {
        JsonNode config = recorded.config();
        Adapter.requireOnly(
                config,
                List.of(
                        "trusted_proxies",
                        "trusted_proxy_headers",
                        "mount_point",
                        "merge_slashes"));
        List<String> proxies = RecordedCase.texts(config.path("trusted_proxies"));
        List<String> headers = RecordedCase.texts(config.path("trusted_proxy_headers"));
        Run asWritten = Run.asWritten(recorded, settings(config, proxies, headers));
        boolean everybody = config.path("trusted_proxies").isNull();
        List<String> oneOfEach = oneOfEachGroup(headers, recorded.request());
        if (headers.isEmpty()
                || recorded.isConfiguration()
                || !everybody && oneOfEach.size() == headers.size()) {
            return List.of(asWritten);
        }
        List<String> nearest = everybody ? List.of(recorded.request().peer()) : proxies;
        return List.of(asWritten, Run.nearest(recorded, settings(config, nearest, oneOfEach)));
    }

    private static Map<String, String> settings(
            JsonNode config, List<String> proxies, List<String> headers) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("trusted-proxies", String.join(" ", proxies));
        settings.put("trusted-proxy-headers", String.join(" ", headers));
        settings.put("url-prefix", config.path("mount_point").asText());
        return settings;
    }

    /** Of each group the last one that the request has, which is the one that mod_wsgi uses; else the last one of the list. */
    private static List<String> oneOfEachGroup(List<String> headers, Request request) {
        Map<HeaderGroup, String> chosen = new EnumMap<>(HeaderGroup.class);
        for (String name : headers) {
            KnownHeader known = KnownHeaders.selectable(name);
            if (known == null) {
                return headers;
            }
            String before = chosen.get(known.group());
            if (before == null || request.has(name) || !request.has(before)) {
                chosen.put(known.group(), name);
            }
        }
        return List.copyOf(chosen.values());
    }

    @Override
    public HttpHandler application(RecordedCase recorded, HttpHandler files) {
        return recorded.expect().has("location") ? files : new WhoamiHandler();
    }

    @Override
    public Expected expected(RecordedCase recorded) {
        SortedMap<String, String> variables = new TreeMap<>();
        recorded.expect()
                .properties()
                .forEach(
                        field -> {
                            if (!UNMAPPED.containsKey(field.getKey())) {
                                expect(field.getKey(), field.getValue(), variables);
                            }
                        });
        return new Expected(variables, recorded.expect().has("proxyHeaders"));
    }

    private static void expect(String name, JsonNode value, SortedMap<String, String> variables) {
        switch (name) {
            case "configError" -> variables.put(Outcome.START, value.asText());
            case "configOk" -> variables.put(Outcome.START, Outcome.ACCEPTED);
            case "crash" -> variables.put(Outcome.STATUS, "500");
            case "absent" ->
                    RecordedCase.texts(value)
                            .forEach(variable -> variables.put(variable, Outcome.ABSENT));
            case "proxyHeaders" ->
                    value.properties()
                            .forEach(
                                    header ->
                                            variables.put(
                                                    header.getKey(), header.getValue().asText()));
            default -> variables.put(name, value.asText());
        }
    }
}
