package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded-element of RFC 7239 section 4: what one proxy said.
 *
 * @param text as received, without white space around it
 * @param pairs its parameters, names in lower case
 */
record ForwardedElement(String text, List<Pair> pairs) {
    /**
     * A parameter.
     *
     * @param value unquoted, otherwise as received
     */
    record Pair(String name, String value) {}

    /** What a header was parsed into, or why it is malformed. */
    record Parsed(List<ForwardedElement> elements, Optional<Reason> malformed) {}

    /** The value of a parameter; an empty one counts as absent. */
    Optional<String> value(String name) {
        for (Pair pair : pairs) {
            if (pair.name.equals(name) && !pair.value.isEmpty()) {
                return Optional.of(pair.value);
            }
        }
        return Optional.empty();
    }

    /**
     * The elements of a header, left to right, in one pass (B-12): commas and semicolons separate only outside quotes, an empty element is
     * skipped, white space belongs around commas only.
     */
    static Parsed parse(String header) {
        return new Tokenizer(header).elements();
    }

    private static final class Tokenizer {
        private final String text;
        private final List<ForwardedElement> elements = new ArrayList<>();
        private int at;

        Tokenizer(String text) {
            this.text = text;
        }

        Parsed elements() {
            while (at < text.length()) {
                skipBlanksAndCommas();
                Optional<Reason> malformed = at < text.length() ? element() : Optional.empty();
                if (malformed.isPresent()) {
                    return new Parsed(List.of(), malformed);
                }
            }
            return new Parsed(elements, Optional.empty());
        }

        private void skipBlanksAndCommas() {
            while (at < text.length()
                    && (Ascii.isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
                at++;
            }
        }

        private Optional<Reason> element() {
            int start = at;
            List<Pair> pairs = new ArrayList<>(4);
            while (at < text.length() && text.charAt(at) != ',') {
                if (text.charAt(at) == ';') {
                    at++;
                    continue;
                }
                Optional<Reason> malformed = pair(pairs);
                if (malformed.isPresent()) {
                    return malformed;
                }
                int end = at;
                skipBlanks();
                if (at < text.length()
                        && text.charAt(at) != ','
                        && (at > end || text.charAt(at) != ';')) {
                    return Optional.of(Reason.BAD_SYNTAX);
                }
            }
            elements.add(new ForwardedElement(Ascii.trim(text.substring(start, at)), pairs));
            return Optional.empty();
        }

        private void skipBlanks() {
            while (at < text.length() && Ascii.isBlank(text.charAt(at))) {
                at++;
            }
        }

        private Optional<Reason> pair(List<Pair> pairs) {
            int nameStart = at;
            while (at < text.length() && Ascii.isTokenChar(text.charAt(at))) {
                at++;
            }
            if (at == nameStart || at == text.length() || text.charAt(at) != '=') {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            String name = text.substring(nameStart, at).toLowerCase(Locale.ROOT);
            for (Pair earlier : pairs) {
                if (earlier.name.equals(name)) {
                    return Optional.of(Reason.DUPLICATE_PARAMETER);
                }
            }
            at++;
            int valueStart = at;
            String value = value();
            if (value == null) {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            boolean blankBeforeValue =
                    at == valueStart && at < text.length() && Ascii.isBlank(text.charAt(at));
            pairs.add(new Pair(name, value));
            return blankBeforeValue ? Optional.of(Reason.BAD_SYNTAX) : Optional.empty();
        }

        /** A quoted string, or, as many proxies forget the quotes that {@code :} and brackets need, anything up to a separator. */
        private @Nullable String value() {
            int start = at;
            if (at < text.length() && text.charAt(at) == '"') {
                int end = QuotedString.end(text, at);
                at = end < 0 ? at : end;
                return end < 0 ? null : QuotedString.unquote(text.substring(start, end));
            }
            while (at < text.length() && isUnquotedValueChar(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean isUnquotedValueChar(char c) {
            return Ascii.isTokenChar(c) || c == ':' || c == '[' || c == ']';
        }
    }
}
