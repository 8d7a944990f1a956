package io.breakwater.testsuite.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The results that are not the recorded ones: grouped by reason, each with the exact values that Breakwater gives.
 *
 * <p>A case may differ for several reasons; together they hold all of its differences, and none of them twice.
 */
final class Differences {
    private static final Pattern RULE = Pattern.compile("[BP]-\\d{1,2}|RFC \\d+ section [\\d.]+");

    /**
     * Why cases differ.
     *
     * @param rule of Breakwater's behaviour, or section of a standard, that demands it
     * @param because a sentence that a user would accept
     * @param believesMore whether Breakwater believes here what the other system does not
     */
    record Reason(String name, String rule, String because, boolean believesMore) {
        Reason {
            if (!RULE.matcher(rule).matches() || because.isBlank()) {
                throw new IllegalArgumentException("A reason cites one rule and says why: " + name);
            }
        }
    }

    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, SortedMap<String, String>> byCase = new HashMap<>();
    private final Map<String, Set<Reason>> reasonsByCase = new HashMap<>();

    private Differences(JsonNode groups) {
        for (JsonNode group : groups) {
            Reason reason =
                    new Reason(
                            group.get("reason").asText(),
                            group.get("rule").asText(),
                            group.get("because").asText(),
                            group.path("believesMore").asBoolean());
            reasons.add(reason);
            group.get("results").forEach(result -> add(reason, result));
        }
    }

    static Differences load(String file) {
        try (InputStream in =
                Differences.class.getResourceAsStream("/differences/" + file + ".json")) {
            return new Differences(new ObjectMapper().readTree(Objects.requireNonNull(in, file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void add(Reason reason, JsonNode result) {
        for (String id : RecordedCase.texts(result.get("cases"))) {
            reasonsByCase.computeIfAbsent(id, k -> new LinkedHashSet<>()).add(reason);
            SortedMap<String, String> known = byCase.computeIfAbsent(id, k -> new TreeMap<>());
            result.get("gives")
                    .properties()
                    .forEach(
                            variable -> {
                                if (known.put(variable.getKey(), variable.getValue().asText())
                                        != null) {
                                    throw new IllegalArgumentException(
                                            id + " has two entries for " + variable.getKey());
                                }
                            });
        }
    }

    List<Reason> reasons() {
        return reasons;
    }

    Set<String> cases() {
        return byCase.keySet();
    }

    /** Everything in which the result of a case is known not to be the recorded one; nothing for most cases. */
    SortedMap<String, String> of(String id) {
        return byCase.getOrDefault(id, new TreeMap<>());
    }

    Set<Reason> reasonsOf(String id) {
        return reasonsByCase.getOrDefault(id, Set.of());
    }
}
