package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name of a tag or attribute that is being read. What is too long to be a known one is cut off and is none. */
final class Name {
    private static final int MAX_LENGTH = 32;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private int length;

    void clear() {
        length = 0;
    }

    void add(int c) {
        if (length < MAX_LENGTH) {
            bytes[length++] = (byte) c;
        }
    }

    boolean is(String lowerCase) {
        return length == lowerCase.length() && lowerCase().equals(lowerCase);
    }

    boolean isSpelt(String exactly) {
        return asWritten().equals(exactly);
    }

    String lowerCase() {
        return asWritten().toLowerCase(Locale.ROOT);
    }

    private String asWritten() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
