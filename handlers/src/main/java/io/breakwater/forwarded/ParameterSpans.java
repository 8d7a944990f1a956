package io.breakwater.forwarded;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the parameters of a forwarded-element stand in its header, none of them twice. They are cut out when somebody asks for them. */
final class ParameterSpans {
    private static final int USUAL = 4;

    /** Up to so many names are compared with each other; more go into a set, so that time does not grow with their square. */
    private static final int MANY = 8;

    private static final int NUMBERS = 4;

    private final String header;

    /** For each parameter where its name begins and ends, and its value. */
    private int[] spans = new int[USUAL * NUMBERS];

    private int count;
    private @Nullable Set<String> names;

    ParameterSpans(String header) {
        this.header = header;
    }

    void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int at = count++ * NUMBERS;
        if (at == spans.length) {
            spans = Arrays.copyOf(spans, 2 * at);
        }
        spans[at] = nameFrom;
        spans[at + 1] = nameTo;
        spans[at + 2] = valueFrom;
        spans[at + 3] = valueTo;
        if (names != null) {
            names.add(nameAt(at));
        }
    }

    /** Whether there is a parameter of that name, in any case. */
    boolean has(String text, int from, int to) {
        if (count < MANY) {
            return find(text, from, to) >= 0;
        }
        if (names == null) {
            names = new HashSet<>();
            for (int i = 0; i < count; i++) {
                names.add(nameAt(i * NUMBERS));
            }
        }
        return names.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private String nameAt(int at) {
        return header.substring(spans[at], spans[at + 1]).toLowerCase(Locale.ROOT);
    }

    private int find(String text, int from, int to) {
        for (int at = 0; at < count * NUMBERS; at += NUMBERS) {
            int length = spans[at + 1] - spans[at];
            if (length == to - from && header.regionMatches(true, spans[at], text, from, length)) {
                return at;
            }
        }
        return -1;
    }

    /** The value of a parameter as it stands in the header; null if there is no such parameter. */
    @Nullable String rawValue(String name) {
        int at = find(name, 0, name.length());
        return at < 0 ? null : header.substring(spans[at + 2], spans[at + 3]);
    }

    private Map<String, String> toMap() {
        Map<String, String> values = new TreeMap<>();
        for (int at = 0; at < count * NUMBERS; at += NUMBERS) {
            values.put(nameAt(at), header.substring(spans[at + 2], spans[at + 3]));
        }
        return values;
    }

    /** Whether the same is said, wherever it stands. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterSpans that && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
