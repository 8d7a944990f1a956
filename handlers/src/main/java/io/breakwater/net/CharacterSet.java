package io.breakwater.net;

/** Some of the characters of ASCII, for the loops that look at each character of a request: to ask costs the same for any of them. */
final class CharacterSet {
    private final boolean[] members = new boolean[0x80];

    private CharacterSet() {}

    static CharacterSet alphanumericAnd(String others) {
        CharacterSet set = new CharacterSet();
        for (char c = 0; c < set.members.length; c++) {
            set.members[c] = Ascii.isAlphanumeric(c) || others.indexOf(c) >= 0;
        }
        return set;
    }

    boolean has(char c) {
        return c < members.length && members[c];
    }
}
