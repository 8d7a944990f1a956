package io.breakwater.rewrite;

import io.breakwater.net.Ascii;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A character reference that stands for an ASCII character, by name or number (HTML standard, section
 * 13.5). Others are no part of a URL's scheme, host or separators.
 *
 * @param length of its spelling, with the semicolon if there is one
 */
record CharacterReference(char character, int length) {
    private static final int MAX_LENGTH = 32;
    private static final int LAST_ASCII = 0x7f;

    /** All names for ASCII characters, each group behind its character. */
    private static final String[] NAMES = {
        "\t Tab",
        "\n NewLine",
        "! excl",
        "\" quot QUOT",
        "# num",
        "$ dollar",
        "% percnt",
        "& amp AMP",
        "' apos",
        "( lpar",
        ") rpar",
        "* ast midast",
        "+ plus",
        ", comma",
        ". period",
        "/ sol",
        ": colon",
        "; semi",
        "< lt LT",
        "= equals",
        "> gt GT",
        "? quest",
        "@ commat",
        "[ lsqb lbrack",
        "\\ bsol",
        "] rsqb rbrack",
        "^ Hat",
        "_ lowbar UnderBar",
        "` grave DiacriticalGrave",
        "{ lcub lbrace",
        "| verbar vert VerticalLine",
        "} rcub rbrace",
    };

    private static final Set<String> WITHOUT_SEMICOLON =
            Set.of("amp", "AMP", "gt", "GT", "lt", "LT", "quot", "QUOT");

    private static final Map<String, Character> BY_NAME = new HashMap<>();

    static {
        for (String row : NAMES) {
            for (String name : row.substring(2).split(" ")) {
                BY_NAME.put(name, row.charAt(0));
            }
        }
    }

    /** The reference that begins at an ampersand, or null. */
    static @Nullable CharacterReference at(String raw, int ampersand) {
        boolean numeric = raw.startsWith("#", ampersand + 1);
        return numeric ? number(raw, ampersand) : named(raw, ampersand);
    }

    /** Old names need no semicolon, unless what follows makes it likely that no reference was meant. */
    private static @Nullable CharacterReference named(String raw, int ampersand) {
        int end = endOfName(raw, ampersand + 1);
        String name = raw.substring(ampersand + 1, Math.min(end, ampersand + MAX_LENGTH));
        boolean closed = raw.startsWith(";", end);
        boolean complete = closed || !raw.startsWith("=", end) && WITHOUT_SEMICOLON.contains(name);
        Character character = complete ? BY_NAME.get(name) : null;
        return character == null
                ? null
                : new CharacterReference(character, end - ampersand + (closed ? 1 : 0));
    }

    private static int endOfName(String raw, int from) {
        int end = from;
        while (end < raw.length() && Ascii.isAlphanumeric(raw.charAt(end))) {
            end++;
        }
        return end;
    }

    private static @Nullable CharacterReference number(String raw, int ampersand) {
        int end = ampersand + 2;
        boolean hexadecimal = end < raw.length() && (raw.charAt(end) | 0x20) == 'x';
        int radix = hexadecimal ? 16 : 10;
        end += hexadecimal ? 1 : 0;
        int value = 0;
        while (end < raw.length() && digit(raw.charAt(end), radix) >= 0) {
            value = Math.min(value * radix + digit(raw.charAt(end++), radix), LAST_ASCII + 1);
        }
        int length = end - ampersand + (raw.startsWith(";", end) ? 1 : 0);
        boolean usable = value > 0 && value <= LAST_ASCII && value != '\r';
        return usable ? new CharacterReference((char) value, length) : null;
    }

    private static int digit(char c, int radix) {
        return c <= LAST_ASCII ? Character.digit(c, radix) : -1;
    }

    /**
     * Whether an ampersand that begins no reference known here stands for itself: nothing that could be a name follows it, or an equals sign
     * follows the name, as in {@code ?a=1&copy=2}.
     */
    static boolean isPlain(String raw, int ampersand) {
        int end = endOfName(raw, ampersand + 1);
        boolean numeric = raw.startsWith("#", ampersand + 1);
        boolean named = end > ampersand + 1 && !raw.startsWith("=", end);
        return !numeric && !named;
    }
}
