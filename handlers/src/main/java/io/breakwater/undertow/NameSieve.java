package io.breakwater.undertow;

import io.undertow.util.HttpString;
import java.util.stream.Stream;

/**
 * Lets go of header names that are none of some known ones for certain, by their first two characters and their length, which costs next to
 * nothing. What it holds has to be looked at properly.
 *
 * <p>As in {@link io.breakwater.forwarded.KnownHeaders}, {@code _}, {@code .} and space count as {@code -}, and an asterisk at the end of a
 * known name stands for any further characters.
 */
final class NameSieve {
    private static final int CLASSES =
            32; // 26 letters, the dash, and all that no known name begins with
    private static final int DASH = 27;
    private static final int MAX_LENGTH = 63; // and longer

    /** For each first two characters, a bit for each length. */
    private final long[] lengths = new long[CLASSES * CLASSES];

    NameSieve(Stream<String> names) {
        names.forEach(this::add);
    }

    private void add(String name) {
        int fixed = name.endsWith("*") ? name.length() - 1 : name.length();
        long these = 1L << Math.min(fixed, MAX_LENGTH);
        long further = name.endsWith("*") ? -these : 0;
        lengths[slot(new HttpString(name))] |= these | further;
    }

    boolean holds(HttpString name) {
        return name.length() > 1
                && (lengths[slot(name)] >>> Math.min(name.length(), MAX_LENGTH) & 1) != 0;
    }

    private static int slot(HttpString name) {
        return characterClass(name.byteAt(0)) * CLASSES + characterClass(name.byteAt(1));
    }

    private static int characterClass(byte b) {
        int letter = (b | 0x20) - 'a' + 1;
        if (letter >= 1 && letter <= 26) {
            return letter;
        }
        return b == '-' || b == '_' || b == '.' || b == ' ' ? DASH : 0;
    }
}
