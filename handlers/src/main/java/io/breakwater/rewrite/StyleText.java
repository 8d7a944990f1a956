package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The content of a {@code style} element. */
final class StyleText {
    private final UnaryOperator<String> map;
    private @Nullable CssRewriter sheet;

    StyleText(UnaryOperator<String> map) {
        this.map = map;
    }

    boolean isOn() {
        return sheet != null;
    }

    void begin() {
        sheet = new CssRewriter(map);
    }

    void rewrite(byte[] piece, int from, int to, Bytes out) {
        if (sheet != null) {
            out.add(sheet.rewrite(new String(piece, from, to - from, StandardCharsets.ISO_8859_1)));
        }
    }

    /** A tag ends it, and whatever of a URL has not ended is none. */
    void end(Bytes out) {
        if (sheet != null) {
            out.add(sheet.finish());
            sheet = null;
        }
    }
}
