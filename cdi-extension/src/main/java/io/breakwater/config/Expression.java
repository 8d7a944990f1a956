package io.breakwater.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Text with references in it.
 *
 * <table>
 * <caption>What {@link #expand} makes of text where {@code a} is {@code 1} and {@code b} is nothing</caption>
 * <tr><td>{@code x${a}y}</td><td>{@code x1y}</td></tr>
 * <tr><td>{@code ${b:2}}, {@code ${b:${c:2}}}</td><td>{@code 2}</td></tr>
 * <tr><td>{@code ${b:}}</td><td>nothing but an empty text</td></tr>
 * <tr><td>{@code ${b}}, a reference without its end, and what refers to itself</td><td>empty: it cannot be expanded</td></tr>
 * </table>
 */
final class Expression {
    private static final String OPENING = "${";
    private static final int DEEPEST = 16;

    private final Function<String, @Nullable String> values;

    Expression(Function<String, @Nullable String> values) {
        this.values = values;
    }

    /** The text with all references replaced; empty if one refers to nothing. */
    Optional<String> expand(String text) {
        return expand(text, 0);
    }

    private Optional<String> expand(String text, int depth) {
        int from = text.indexOf(OPENING);
        if (from < 0) {
            return Optional.of(text);
        }
        int to = closing(text, from + OPENING.length());
        if (to < 0 || depth > DEEPEST) {
            return Optional.empty();
        }
        Optional<String> value = value(text.substring(from + OPENING.length(), to), depth + 1);
        Optional<String> rest = expand(text.substring(to + 1), depth);
        return value.flatMap(v -> rest.map(r -> text.substring(0, from) + v + r));
    }

    /** The brace that ends a reference, which may hold others. */
    private static int closing(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith(OPENING, i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }

    private Optional<String> value(String reference, int depth) {
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        String value = values.apply(name);
        if (value != null) {
            return expand(value, depth);
        }
        return colon < 0 ? Optional.empty() : expand(reference.substring(colon + 1), depth);
    }
}
