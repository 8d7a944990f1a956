package io.breakwater.cli.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text and how often each is there; addresses, hosts and times are one word.
 */
record Tokens(Map<String, Integer> counts) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+(?:[.:_-]+[A-Za-z0-9]+)*");

    Tokens {
        counts = Map.copyOf(counts);
    }

    static Tokens of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            counts.merge(word.group(), 1, Integer::sum);
        }
        return new Tokens(counts);
    }

    int count(String word) {
        return counts.getOrDefault(word, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often a text is there as a whole word or between punctuation. */
    static long occurrences(String needle, String text) {
        return Pattern.compile(
                        "(?<![A-Za-z0-9])" + Pattern.quote(needle) + "(?![A-Za-z0-9])",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .results()
                .count();
    }
}
