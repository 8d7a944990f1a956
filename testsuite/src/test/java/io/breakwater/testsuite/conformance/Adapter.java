package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Setting;
import java.util.List;
import java.util.Map;

/** Says in Breakwater's words what the cases of one file configure and expect. */
interface Adapter {
    /** The name of the files in {@code cases/} and {@code differences/}, without {@code .json}. */
    String file();

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

    /** What is behind Breakwater. */
    default Application application(RecordedCase recorded) {
        return Application.WHOAMI;
    }

    /** The applications that cases ask for. */
    enum Application {
        /** Tells what it sees. */
        WHOAMI,
        /** Undertow's own file server, with a directory {@code static}. */
        FILES
    }

    /**
     * A case with a configuration.
     *
     * @param id the case's, with a word behind it if it is not the configuration as written
     */
    record Run(String id, RecordedCase recorded, List<Setting> settings) {
        static Run asWritten(RecordedCase recorded, Map<String, String> settings) {
            return of(recorded.id(), recorded, settings);
        }

        static Run nearest(RecordedCase recorded, Map<String, String> settings) {
            return of(recorded.id() + " (nearest)", recorded, settings);
        }

        private static Run of(String id, RecordedCase recorded, Map<String, String> settings) {
            return new Run(
                    id,
                    recorded,
                    settings.entrySet().stream()
                            .map(entry -> new Setting(entry.getKey(), entry.getValue(), "case"))
                            .toList());
        }
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
