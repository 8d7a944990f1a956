package io.breakwater.cli.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What answers show without an attack. They may differ, in times and ports; only what they agree on can be changed by an attack. */
final class Baseline {
    private static final int ENOUGH = 12;

    private final List<Sight> sights = new ArrayList<>();

    /** The older ones are forgotten, so that the time that passes does not count as a change. */
    void add(Sight sight) {
        sights.add(sight);
        if (sights.size() > ENOUGH) {
            sights.remove(0);
        }
    }

    Sight first() {
        return sights.get(0);
    }

    boolean hasStatus(int status) {
        return sights.stream().anyMatch(sight -> sight.status() == status);
    }

    long mostArrivals(Attack attack) {
        return sights.stream().mapToLong(sight -> sight.arrivals(attack)).max().orElse(0);
    }

    /** What a sight shows otherwise than all of these do; empty if nothing. */
    Optional<String> difference(Sight sight, Attack attack) {
        List<Tokens> usual = sights.stream().map(s -> Tokens.of(s.factsBeside(attack))).toList();
        Tokens seen = Tokens.of(sight.factsBeside(attack));
        Set<String> stable = stable(usual);
        Optional<String> gone = first(stable, word -> seen.count(word) < usual.get(0).count(word));
        Optional<String> more = first(stable, word -> seen.count(word) > usual.get(0).count(word));
        Optional<String> added =
                first(
                        seen.counts().keySet(),
                        word -> usual.stream().allMatch(u -> u.count(word) == 0));
        if (gone.isPresent()) {
            String instead = more.or(() -> added).map(word -> word + " and ").orElse("");
            return Optional.of("shows " + instead + "no longer " + gone.get());
        } else if (more.isPresent()) {
            return more.map(word -> "shows " + word + " once more");
        }
        boolean longer = usual.stream().allMatch(u -> u.total() < seen.total());
        return added.filter(word -> longer).map(word -> "shows " + word);
    }

    /** Names before numbers, which may be times and ports that change by themselves. */
    private static Optional<String> first(Set<String> words, Predicate<String> which) {
        return words.stream()
                .filter(which)
                .min(
                        Comparator.comparing((String word) -> Character.isDigit(word.charAt(0)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static Set<String> stable(List<Tokens> usual) {
        Set<String> stable = new HashSet<>();
        for (Tokens tokens : usual) {
            stable.addAll(tokens.counts().keySet());
        }
        stable.removeIf(word -> usual.stream().map(u -> u.count(word)).distinct().count() > 1);
        return stable;
    }
}
