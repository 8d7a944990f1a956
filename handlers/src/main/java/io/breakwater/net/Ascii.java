package io.breakwater.net;

/** Character classes of the protocols' grammars, which know nothing beyond ASCII. */
public final class Ascii {
    private static final CharacterSet TOKEN = CharacterSet.alphanumericAnd("!#$%&'*+-.^_`|~");

    private Ascii() {}

    public static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Optional white space of RFC 9110 section 5.6.3: SP and HTAB, nothing else. */
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** tchar of RFC 9110 section 5.6.2. */
    public static boolean isTokenChar(char c) {
        return TOKEN.has(c);
    }

    /** Whether {@code text} is a field value that can be sent as it is (RFC 9110 section 5.5): no control but HTAB, nothing beyond U+00FF. */
    public static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** {@code text} without SP and HTAB at its ends (B-8). */
    public static String trim(String text) {
        return trim(text, 0, text.length());
    }

    /** The same of what stands between two indices. */
    public static String trim(String text, int begin, int end) {
        int from = begin;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The value of two hexadecimal digits at an index, or -1. */
    public static int hexByte(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = hexDigit(text.charAt(at));
        int low = hexDigit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hexDigit(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return c < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
