package io.breakwater.forwarded;

import org.jspecify.annotations.Nullable;

/** quoted-string of RFC 9110 section 5.6.4. */
final class QuotedString {
    private QuotedString() {}

    /** The index behind the closing quote of the string that opens at {@code from}, or -1 if it does not close. */
    static int end(String text, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
            if (i == text.length() || !isText(text.charAt(i))) {
                return -1;
            }
        }
        return -1;
    }

    /** What the whole of {@code text} quotes, or null if it is not one quoted string. */
    static @Nullable String unquote(String text) {
        if (text.length() < 2 || end(text, 0) != text.length()) {
            return null;
        }
        if (text.indexOf('\\') < 0) {
            return text.substring(1, text.length() - 1);
        }
        StringBuilder unquoted = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            unquoted.append(text.charAt(i) == '\\' ? text.charAt(++i) : text.charAt(i));
        }
        return unquoted.toString();
    }

    private static boolean isText(char c) {
        return c >= ' ' && c != 0x7f || c == '\t';
    }
}
