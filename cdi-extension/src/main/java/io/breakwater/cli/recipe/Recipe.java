package io.breakwater.cli.recipe;

import io.breakwater.forwarded.HeaderChoice;
import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Keys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text that says what each tier is to be told for a configuration, the outermost first, and Breakwater last. */
public final class Recipe {
    private static final List<String> USUAL =
            List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    private final BreakwaterOptions options;
    private final List<Tier> tiers;
    private final Map<HeaderGroup, KnownHeader> chosen;
    private final StringBuilder text = new StringBuilder();

    private Recipe(BreakwaterOptions options, List<Tier> tiers) {
        this.options = options;
        this.tiers = List.copyOf(tiers);
        HeaderChoice configured = options.trust().policy().headers();
        HeaderChoice choice = configured.isEmpty() ? usual(tiers) : configured;
        this.chosen = new TreeMap<>(choice.byGroup());
    }

    /** @param tiers the one that clients connect to first */
    public static String of(BreakwaterOptions options, List<Tier> tiers) {
        return new Recipe(options, tiers).write();
    }

    /** What is best chosen where nothing is: the usual headers, as far as some tier can tell them. */
    private static HeaderChoice usual(List<Tier> tiers) {
        List<String> names =
                USUAL.stream()
                        .filter(name -> tiers.stream().anyMatch(tier -> tier.canTell(name)))
                        .toList();
        return HeaderChoice.parse(names, refused -> {});
    }

    private String write() {
        Situation common = Situation.of(options, chosen);
        Set<String> told = new LinkedHashSet<>();
        String previous = "";
        for (Tier tier : tiers) {
            heading(
                    tier.title(),
                    previous.isEmpty() ? "which clients connect to" : "behind " + previous);
            Situation here = common.at(tier, chosen, told, previous);
            tier.lines().stream()
                    .filter(here::holdsFor)
                    .forEach(line -> text.append(here.fill(line)).append('\n'));
            chosen.values().stream()
                    .map(KnownHeader::name)
                    .filter(tier::canTell)
                    .forEach(told::add);
            previous = tier.title();
        }
        heading("Breakwater", "behind " + previous);
        writeOwnHalf(told);
        return text.toString();
    }

    private void heading(String title, String place) {
        text.append(text.isEmpty() ? "" : "\n").append("# === ");
        text.append(title).append(", ").append(place).append('\n');
    }

    private void writeOwnHalf(Set<String> told) {
        List<String> trusted = options.trust().policy().trusted().entries();
        text.append("# who connects here, and every tier before that, nobody else\n");
        key("trusted-proxies", trusted.isEmpty() ? usualAddresses() : String.join(", ", trusted));
        key("trusted-proxy-headers", names());
        List<String> untold =
                chosen.values().stream()
                        .map(KnownHeader::name)
                        .filter(name -> !told.contains(name))
                        .toList();
        for (String name : untold) {
            text.append("# WARNING: none of these tiers sets ")
                    .append(name)
                    .append(", so clients can: take it out of ")
                    .append(Keys.PREFIX)
                    .append("trusted-proxy-headers.\n");
        }
    }

    private void key(String name, String value) {
        text.append(Keys.PREFIX).append(name).append('=').append(value).append('\n');
    }

    private String names() {
        return chosen.values().stream().map(KnownHeader::name).collect(Collectors.joining(", "));
    }

    /** Tiers that have no addresses of their own are taken to run on this machine. */
    private String usualAddresses() {
        String local = Situation.isSocket(options.listen()) ? "unix" : "127.0.0.1";
        return tiers.stream()
                .map(tier -> tier.from().isEmpty() ? local : tier.from())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
