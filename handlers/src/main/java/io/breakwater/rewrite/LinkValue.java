package io.breakwater.rewrite;

import java.util.function.UnaryOperator;

/** {@code Link}: targets in angle brackets, outside quoted strings (RFC 8288 section 3). */
final class LinkValue {
    private LinkValue() {}

    static String rewrite(String value, UnaryOperator<String> map) {
        StringBuilder rewritten = new StringBuilder(value.length() + 32);
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            int end = c == '<' ? value.indexOf('>', at) : c == '"' ? endOfQuoted(value, at) : at;
            if (end < 0) {
                break;
            }
            if (c == '<') {
                rewritten.append('<').append(map.apply(value.substring(at + 1, end))).append('>');
            } else {
                rewritten.append(value, at, end + 1);
            }
            at = end + 1;
        }
        return rewritten.append(value, at, value.length()).toString();
    }

    private static int endOfQuoted(String value, int open) {
        for (int i = open + 1; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }
}
