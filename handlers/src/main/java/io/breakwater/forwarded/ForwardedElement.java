package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One forwarded-element of RFC 7239 section 4: what one proxy said.
 *
 * @param text as received, without white space around it
 * @param parameters names in lower case to values, which are unquoted and otherwise as received
 */
record ForwardedElement(String text, Map<String, String> parameters) {
    /** What a header was parsed into, or why it is malformed. */
    record Parsed(List<ForwardedElement> elements, Optional<Reason> malformed) {}

    /** The value of a parameter; an empty one counts as absent. */
    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
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
            Map<String, String> parameters = new HashMap<>();
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

        private Optional<Reason> pair(Map<String, String> parameters) {
            int nameStart = at;
            while (at < text.length() && Ascii.isTokenChar(text.charAt(at))) {
                at++;
            }
            if (at == nameStart || at == text.length() || text.charAt(at) != '=') {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            String name = text.substring(nameStart, at).toLowerCase(Locale.ROOT);
            if (parameters.containsKey(name)) {
                return Optional.of(Reason.DUPLICATE_PARAMETER);
            }
            at++;
            int valueStart = at;
            String value = value();
            if (value == null) {
                return Optional.of(Reason.BAD_SYNTAX);
            }
            boolean blankBeforeValue =
                    at == valueStart && at < text.length() && Ascii.isBlank(text.charAt(at));
            parameters.put(name, value);
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
