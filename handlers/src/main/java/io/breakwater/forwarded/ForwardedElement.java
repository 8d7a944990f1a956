package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded-element of RFC 7239 section 4: what one proxy said.
 *
 * @param text as received, without white space around it
 * @param parameters names in any case, to values that are otherwise as received
 */
record ForwardedElement(String text, ParameterSpans parameters) {
    /** What a header was parsed into, or why it is malformed. */
    record Parsed(List<ForwardedElement> elements, Optional<Reason> malformed) {}

    /** The value of a parameter, unquoted; null if there is none or it is empty. */
    @Nullable String value(String name) {
        String raw = parameters.rawValue(name);
        String value = raw != null && raw.startsWith("\"") ? QuotedString.unquote(raw) : raw;
        return value == null || value.isEmpty() ? null : value;
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
            ParameterSpans parameters = new ParameterSpans(text);
            while (at < text.length() && text.charAt(at) != ',') {
                if (text.charAt(at) == ';') {
                    at++;
                    continue;
                }
                Optional<Reason> malformed = pair(parameters);
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
            elements.add(new ForwardedElement(Ascii.trim(text.substring(start, at)), parameters));
            return Optional.empty();
        }

        private void skipBlanks() {
            while (at < text.length() && Ascii.isBlank(text.charAt(at))) {
                at++;
            }
        }

        private Optional<Reason> pair(ParameterSpans parameters) {
            int nameStart = at;
            while (at < text.length() && Ascii.isTokenChar(text.charAt(at))) {
                at++;
            }
            if (at == nameStart || at == text.length() || text.charAt(at) != '=') {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            int nameEnd = at;
            if (parameters.has(text, nameStart, nameEnd)) {
                return Optional.of(Reason.DUPLICATE_PARAMETER);
            }
            int valueStart = at + 1;
            at = endOfValue(valueStart);
            if (at < 0) {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            boolean blankBeforeValue =
                    at == valueStart && at < text.length() && Ascii.isBlank(text.charAt(at));
            parameters.add(nameStart, nameEnd, valueStart, at);
            return blankBeforeValue ? Optional.of(Reason.BAD_SYNTAX) : Optional.empty();
        }

        /**
         * Of a quoted string, -1 if it does not close; or, as many proxies forget the quotes that {@code :} and brackets need, the end of
         * anything up to a separator.
         */
        private int endOfValue(int from) {
            if (from < text.length() && text.charAt(from) == '"') {
                return QuotedString.end(text, from);
            }
            int end = from;
            while (end < text.length() && isUnquotedValueChar(text.charAt(end))) {
                end++;
            }
            return end;
        }

        private static boolean isUnquotedValueChar(char c) {
            return Ascii.isTokenChar(c) || c == ':' || c == '[' || c == ']';
        }
    }
}
