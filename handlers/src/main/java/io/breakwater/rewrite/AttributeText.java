package io.breakwater.rewrite;

import io.breakwater.net.Ascii;
import java.util.Arrays;

/** An attribute's value: what it says, and how each character of that is spelt. */
final class AttributeText {
    /** An ampersand whose meaning is unknown here; it is written again as it was. */
    static final char AS_SPELT = '\ue000';

    private static final int[] SAME = {};

    private final String raw; // each byte a character
    private final String text;
    private final int[]
            starts; // of each character of the text in the raw one, and the end; or SAME
    private final char quote; // or 0

    private AttributeText(String raw, String text, int[] starts, char quote) {
        this.raw = raw;
        this.text = text;
        this.starts = starts;
        this.quote = quote;
    }

    /**
     * @param raw as in the document, each byte a character
     * @param quote around it, or 0 if there is none
     */
    static AttributeText of(String raw, char quote) {
        return raw.indexOf('&') < 0
                ? new AttributeText(raw, raw, SAME, quote)
                : decoded(raw, quote);
    }

    private static AttributeText decoded(String raw, char quote) {
        StringBuilder text = new StringBuilder(raw.length());
        int[] starts = new int[raw.length() + 1];
        int at = 0;
        while (at < raw.length()) {
            starts[text.length()] = at;
            CharacterReference reference =
                    raw.charAt(at) == '&' ? CharacterReference.at(raw, at) : null;
            boolean asSpelt =
                    reference == null
                            && raw.charAt(at) == '&'
                            && !CharacterReference.isPlain(raw, at);
            text.append(
                    reference != null
                            ? reference.character()
                            : asSpelt ? AS_SPELT : raw.charAt(at));
            at += reference == null ? 1 : reference.length();
        }
        starts[text.length()] = at;
        return new AttributeText(
                raw, text.toString(), Arrays.copyOf(starts, text.length() + 1), quote);
    }

    /** Without character references to ASCII characters; others begin with {@link #AS_SPELT} in place of the ampersand. */
    String text() {
        return text;
    }

    /**
     * The spelling of another text: what both have in common, at their beginnings and ends, is spelt as before, and what is new so that it
     * cannot be anything but this value.
     */
    String respelt(String other) {
        if (other.equals(text)) {
            return raw;
        }
        return starts == SAME && isAsSpelt(other) ? other : respeltWhereNew(other);
    }

    /** Whether all of it says what it looks like, in an attribute. */
    private boolean isAsSpelt(String other) {
        for (int i = 0; i < other.length(); i++) {
            if (!Ascii.isAlphanumeric(other.charAt(i)) && isSpecial(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String respeltWhereNew(String other) {
        int shorter = Math.min(text.length(), other.length());
        int before = 0;
        while (before < shorter
                && text.charAt(before) == other.charAt(before)
                && isClosed(before)) {
            before++;
        }
        int after = 0;
        while (after < shorter - before
                && text.charAt(text.length() - 1 - after)
                        == other.charAt(other.length() - 1 - after)) {
            after++;
        }
        StringBuilder spelt = new StringBuilder(raw.length() + other.length());
        spelt.append(raw, 0, start(before));
        for (int i = before; i < other.length() - after; i++) {
            spell(other.charAt(i), spelt);
        }
        return spelt.append(raw, start(text.length() - after), raw.length()).toString();
    }

    /** Whether anything may follow a character without changing what it says. */
    private boolean isClosed(int index) {
        return raw.charAt(start(index)) != '&' || raw.charAt(start(index + 1) - 1) == ';';
    }

    private int start(int index) {
        return starts == SAME ? index : starts[index];
    }

    private void spell(char c, StringBuilder spelt) {
        if (c == AS_SPELT) {
            spelt.append('&');
        } else if (c == '&') {
            spelt.append("&amp;");
        } else if (isSpecial(c)) {
            spelt.append("&#").append((int) c).append(';');
        } else {
            spelt.append(c);
        }
    }

    /** What ends a value or a tag, or begins a reference, here or in a browser that takes a backtick for a quote. */
    private boolean isSpecial(char c) {
        return switch (c) {
            case AS_SPELT, '&', '"', '\'', '<', '>', '`' -> true;
            default -> quote == 0 && State.isSpace(c);
        };
    }
}
