package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a tag or attribute, of which the case does not matter: one that is known, or the one that is being read, which looks for the
 * same in a map of those. The bytes are two numbers, as there are names all over a page. What is too long to be a known one is none.
 */
final class Name {
    private static final int MAX_LENGTH = 2 * Long.BYTES;

    private long first;
    private long last; // eight bytes, before which are those of the first
    private int length;

    /** A known one. */
    static Name of(String lowerCase) {
        Name name = new Name();
        for (byte c : lowerCase.getBytes(StandardCharsets.ISO_8859_1)) {
            name.add(c);
        }
        return name;
    }

    void clear() {
        first = 0;
        last = 0;
        length = 0;
    }

    void add(int c) {
        int lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c & 0xff;
        first = first << Byte.SIZE | last >>> Long.SIZE - Byte.SIZE;
        last = last << Byte.SIZE | lower;
        length = Math.min(length + 1, MAX_LENGTH + 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Name that
                && first == that.first
                && last == that.last
                && length == that.length;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * first + last);
    }
}
