package io.breakwater.cli.recipe;

import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one tier has to know.
 *
 * @param conditions the words that hold
 * @param values by name
 */
record Situation(Set<String> conditions, Map<String, String> values) {
    private static final Pattern VALUE = Pattern.compile("\\$\\{([a-z-]+)\\}");
    private static final Pattern PORT = Pattern.compile(".*:(\\d+)");
    private static final String SOCKET = "unix:";
    private static final String ANY_ADDRESS = "(\\*|0\\.0\\.0\\.0|\\[::\\]):.*";

    Situation {
        conditions = Set.copyOf(conditions);
        values = Map.copyOf(values);
    }

    /** Whether Breakwater is reached through the file system. */
    static boolean isSocket(ListenOptions listen) {
        return listen.all().get(0).toString().startsWith(SOCKET);
    }

    /** What all tiers have to know. */
    static Situation of(BreakwaterOptions options, Map<HeaderGroup, KnownHeader> chosen) {
        String listen = options.listen().all().get(0).toString();
        boolean socket = isSocket(options.listen());
        Matcher port = PORT.matcher(listen);
        Map<String, String> values = new HashMap<>();
        values.put("name", options.site().serverName().orElse("www.example.com"));
        values.put("path", options.site().urlPrefix() + "/");
        values.put(
                "target",
                listen.matches(ANY_ADDRESS)
                        ? "breakwater.internal" + listen.substring(listen.lastIndexOf(':'))
                        : listen);
        values.put("socket", socket ? listen.substring(SOCKET.length()) : "");
        values.put("port-number", port.matches() ? port.group(1) : "8080");
        chosen.forEach((group, header) -> values.put(word(group), header.name()));

        Set<String> conditions = new HashSet<>();
        conditions.add(socket ? "unix" : "tcp");
        add(conditions, "proxy-protocol", options.listen().proxyProtocol().isPresent());
        add(conditions, "named", options.site().serverName().isPresent());
        add(conditions, "routes", options.hasRoutes());
        chosen.forEach((group, header) -> conditions.add(formOf(header)));
        return new Situation(conditions, values);
    }

    /**
     * What one of them has to know besides.
     *
     * @param told the headers that the tiers before it set
     * @param previous the tier before it, empty for the one that clients connect to
     */
    Situation at(
            Tier tier, Map<HeaderGroup, KnownHeader> chosen, Set<String> told, String previous) {
        Set<String> here = new HashSet<>(conditions);
        here.add(previous.isEmpty() ? "outer" : "inner");
        chosen.forEach(
                (group, header) -> {
                    if (told.contains(header.name())) {
                        add(
                                here,
                                "appends-" + word(group),
                                isList(header) && tier.canTell(header.name()));
                    } else if (tier.canTell(header.name())) {
                        here.add("sets-" + word(group));
                        add(here, "sets-other-" + word(group), !isUsual(header));
                    }
                });
        Map<String, String> with = new HashMap<>(values);
        with.put("previous", previous);
        return new Situation(here, with);
    }

    private static void add(Set<String> conditions, String word, boolean holds) {
        if (holds) {
            conditions.add(word);
        }
    }

    private static String word(HeaderGroup group) {
        return group == HeaderGroup.FAMILY ? "forwarded" : group.name().toLowerCase(Locale.ROOT);
    }

    private static String formOf(KnownHeader header) {
        return switch (header.form()) {
            case NODE_LIST -> "list";
            case NODE -> "single";
            case SCHEME_FLAG -> "flag";
            case SCHEME_TEXT -> "text";
            default -> word(header.group());
        };
    }

    /** Whether each tier adds to what the one before it said. */
    private static boolean isList(KnownHeader header) {
        return header.form() == KnownHeader.Form.NODE_LIST
                || header.form() == KnownHeader.Form.FORWARDED;
    }

    /** Whether proxies that set headers of their own accord set this one. */
    private static boolean isUsual(KnownHeader header) {
        return Set.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host")
                .contains(header.name());
    }

    boolean holdsFor(Tier.Line line) {
        return line.conditions().stream()
                .allMatch(
                        word ->
                                word.startsWith("!")
                                        ? !conditions.contains(word.substring(1))
                                        : conditions.contains(word));
    }

    /** The line's text with values in the place of their names. */
    String fill(Tier.Line line) {
        return VALUE.matcher(line.text())
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(found.group(1), found.group())));
    }
}
