package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Setting;
import io.breakwater.undertow.WhoamiHandler;
import io.undertow.server.HttpHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in Breakwater's words what the cases of one file configure and expect. */
interface Adapter {
    /** The name of the file in {@code cases/}, without {@code .json}. */
    String file();

    /** The name of the file in {@code differences/}; another one where two adapters share a file of cases. */
    default String name() {
        return file();
    }

    /** Whether a case of the file is this adapter's. */
    default boolean covers(RecordedCase recorded) {
        return true;
    }

    /**
     * How a case is run: at least as it is written; and again with the nearest configuration that Breakwater accepts, where the written one
     * can only be refused.
     *
     * @throws IllegalArgumentException if the case configures something that this adapter cannot say
     */
    List<Run> runs(RecordedCase recorded);

    /** What the case expects, without the variables in {@link #unmapped()}. */
    Expected expected(RecordedCase recorded);

    /** What options come to, where a case expects that. */
    default Map<String, String> effective(BreakwaterOptions options) {
        return Map.of();
    }

    /** The variables of the other system that have no counterpart, each with the reason. */
    Map<String, String> unmapped();

    /**
     * What is behind Breakwater: by default, what tells what it sees.
     *
     * @param files Undertow's own file server, with a directory {@code static}
     */
    default HttpHandler application(RecordedCase recorded, HttpHandler files) {
        return new WhoamiHandler();
    }

    /** What an upstream answers, byte for byte, for a case that is about being a proxy; then there is no application. */
    default Optional<String> upstreamAnswer(RecordedCase recorded) {
        return Optional.empty();
    }

    /**
     * A case with a configuration.
     *
     * @param id the case's, with a word behind it if it is not the configuration as written
     */
    record Run(String id, RecordedCase recorded, Request request, List<Setting> settings) {
        static Run asWritten(RecordedCase recorded, Map<String, String> settings) {
            return asWritten(recorded, recorded.request(), settings);
        }

        static Run asWritten(RecordedCase recorded, Request request, Map<String, String> settings) {
            return of(recorded.id(), recorded, request, settings);
        }

        static Run nearest(RecordedCase recorded, Map<String, String> settings) {
            return nearest(recorded, recorded.request(), settings);
        }

        static Run nearest(RecordedCase recorded, Request request, Map<String, String> settings) {
            return of(recorded.id() + " (nearest)", recorded, request, settings);
        }

        private static Run of(
                String id, RecordedCase recorded, Request request, Map<String, String> settings) {
            return new Run(
                    id,
                    recorded,
                    request,
                    settings.entrySet().stream()
                            .map(entry -> new Setting(entry.getKey(), entry.getValue(), "case"))
                            .toList());
        }
    }

    /** The settings that believe these headers, whoever sends them and whatever is in them: what systems without a list of proxies do. */
    static Map<String, String> trustingEverybody(List<String> headers) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("trusted-proxies", "0.0.0.0/0 ::/0 unix");
        settings.put("insecure-trust-any-peer", "true");
        settings.put("trusted-proxy-headers", String.join(" ", headers));
        return settings;
    }

    /** Fails a case that configures something unknown: it must not pass as if it did not. */
    static void requireOnly(JsonNode config, List<String> known) {
        config.properties()
                .forEach(
                        field -> {
                            String key = field.getKey();
                            if (!known.contains(key)) {
                                throw new IllegalArgumentException(
                                        "The adapter cannot express the configuration "
                                                + key
                                                + "="
                                                + config.get(key));
                            }
                        });
    }
}
