package io.breakwater.rewrite;

import java.util.function.UnaryOperator;

/** {@code srcset}: URLs, each with a width or density, between commas (HTML standard, section 4.8.4.2.1). */
final class SrcsetValue {
    private SrcsetValue() {}

    static String rewrite(String value, UnaryOperator<String> map) {
        StringBuilder rewritten = new StringBuilder(value.length() + 64);
        int at = 0;
        while (at < value.length()) {
            int from = at;
            while (from < value.length() && isBetween(value.charAt(from))) {
                from++;
            }
            int blank = endOfWord(value, from);
            int to = blank;
            while (to > from && value.charAt(to - 1) == ',') {
                to--;
            }
            int next = to < blank ? blank : endOfDescriptors(value, blank);
            rewritten
                    .append(value, at, from)
                    .append(UrlText.rewrite(value.substring(from, to), map))
                    .append(value, to, next);
            at = next;
        }
        return rewritten.toString();
    }

    /** URLs between blanks alone. */
    static String rewriteList(String value, UnaryOperator<String> map) {
        StringBuilder rewritten = new StringBuilder(value.length() + 64);
        int at = 0;
        while (at < value.length()) {
            int to = endOfWord(value, at);
            rewritten.append(UrlText.rewrite(value.substring(at, to), map));
            at = to;
            while (at < value.length() && State.isSpace(value.charAt(at))) {
                rewritten.append(value.charAt(at++));
            }
        }
        return rewritten.toString();
    }

    private static boolean isBetween(char c) {
        return c == ',' || State.isSpace(c);
    }

    private static int endOfWord(String value, int from) {
        int to = from;
        while (to < value.length() && !State.isSpace(value.charAt(to))) {
            to++;
        }
        return to;
    }

    /** The comma behind them; one in parentheses belongs to a descriptor. */
    private static int endOfDescriptors(String value, int from) {
        boolean inParentheses = false;
        int at = from;
        while (at < value.length() && (inParentheses || value.charAt(at) != ',')) {
            char c = value.charAt(at++);
            inParentheses = c == '(' || inParentheses && c != ')';
        }
        return at;
    }
}
