package io.breakwater.cli.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of front end.
 *
 * @param title what people call it
 * @param tells names of the headers that it can set, in any case; {@code *} for all but those with a minus sign
 * @param from the addresses that it usually connects from, as in {@code trusted-proxies}; empty if there is no such thing
 * @param lines how it is configured
 */
public record Tier(String title, Set<String> tells, String from, List<Line> lines) {
    private static final List<String> NAMES =
            List.of(
                    "nginx",
                    "apache",
                    "haproxy",
                    "caddy",
                    "traefik",
                    "kubernetes",
                    "mod_wsgi-express",
                    "aws",
                    "gcp",
                    "azure");
    private static final String ANY = "*";

    /**
     * A line of a recipe.
     *
     * @param conditions all of which must hold for it to stand there
     * @param text with names of values in <code>${}</code>
     */
    record Line(List<String> conditions, String text) {
        static Line parse(String line) {
            int end = line.startsWith("[") ? line.indexOf(']') : -1;
            if (end < 0) {
                return new Line(List.of(), line);
            }
            return new Line(
                    List.of(line.substring(1, end).split(" ")),
                    line.substring(Math.min(end + 2, line.length())));
        }
    }

    public Tier {
        tells = Set.copyOf(tells);
        lines = List.copyOf(lines);
    }

    /** The words that name tiers on a command line. */
    public static List<String> names() {
        return NAMES;
    }

    /** The tier of that name; empty if there is none. */
    public static Optional<Tier> named(String name) {
        return NAMES.contains(name)
                ? Optional.of(parse(resource(name + ".txt")))
                : Optional.empty();
    }

    private static Tier parse(String text) {
        Map<String, List<String>> parts = text.lines().collect(Collectors.groupingBy(Tier::partOf));
        return new Tier(
                String.join(" ", wordsOf(parts, "name")),
                Set.copyOf(wordsOf(parts, "tells")),
                String.join(" ", wordsOf(parts, "from")),
                parts.getOrDefault("", List.of()).stream().map(Line::parse).toList());
    }

    private static String partOf(String line) {
        return Stream.of("name", "tells", "from")
                .filter(part -> line.startsWith(part + " "))
                .findFirst()
                .orElse("");
    }

    private static List<String> wordsOf(Map<String, List<String>> parts, String part) {
        List<String> words = new ArrayList<>();
        for (String line : parts.getOrDefault(part, List.of())) {
            words.addAll(List.of(line.substring(part.length() + 1).split(" ")));
        }
        return words;
    }

    private static String resource(String name) {
        try (InputStream in = Tier.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("is incomplete: it has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it can set that header. */
    boolean canTell(String header) {
        return tells.contains(ANY) ? !tells.contains("-" + header) : tells.contains(header);
    }
}
