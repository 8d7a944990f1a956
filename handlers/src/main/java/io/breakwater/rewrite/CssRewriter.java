package io.breakwater.rewrite;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Rewrites the URLs of a style sheet, or of a {@code style} attribute, while it passes by: {@code url(x)}, {@code url("x")} and
 * {@code @import "x"} (CSS Syntax, section 4.3). A URL with an escape in it stays as it is.
 */
final class CssRewriter {
    private static final int MAX_WORD_LENGTH = 8;

    private final UnaryOperator<String> map;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder url = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private CssState state = CssState.TEXT;
    private boolean inUrl;
    private boolean afterImport;
    private int quote;

    CssRewriter(UnaryOperator<String> map) {
        this.map = map;
    }

    /** The whole of a text. */
    static String rewrite(String css, UnaryOperator<String> map) {
        CssRewriter rewriter = new CssRewriter(map);
        return rewriter.rewrite(css) + rewriter.finish();
    }

    /** The next piece; what can be told of it already. */
    String rewrite(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            state = state.on(c, this);
            (inUrl && state.isUrl() ? url : out).append(c);
            if (url.length() > HtmlRewriter.MAX_URL_BYTES) {
                noUrl();
            }
        }
        return taken();
    }

    /** What is left. */
    String finish() {
        noUrl();
        return taken();
    }

    private String taken() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    // what the states tell

    void beginWord() {
        word.setLength(0);
    }

    void wordCharacter(char c) {
        if (word.length() < MAX_WORD_LENGTH) {
            word.append(c);
        }
    }

    boolean isWord(String lowerCase) {
        return word.toString().toLowerCase(Locale.ROOT).equals(lowerCase);
    }

    void afterImport(boolean after) {
        afterImport = after;
    }

    boolean isAfterImport() {
        return afterImport;
    }

    void quote(int mark) {
        quote = mark;
    }

    boolean isQuote(int c) {
        return c == quote;
    }

    /** The next character is the first of a URL. */
    void beginUrl() {
        inUrl = true;
    }

    void endUrl() {
        if (inUrl) {
            String text = url.toString();
            String mapped = text.indexOf('\\') < 0 ? UrlText.rewrite(text, map) : text;
            appendRespelt(text, mapped);
        }
        url.setLength(0);
        inUrl = false;
    }

    void noUrl() {
        out.append(url);
        url.setLength(0);
        inUrl = false;
    }

    /** What both have at their ends stays; what is new is spelt so that it ends neither the URL nor the element that the style is in. */
    private void appendRespelt(String text, String mapped) {
        int shorter = Math.min(text.length(), mapped.length());
        int same = mapped.equals(text) ? shorter : 0;
        while (same < shorter
                && text.charAt(text.length() - 1 - same)
                        == mapped.charAt(mapped.length() - 1 - same)) {
            same++;
        }
        for (int i = 0; i < mapped.length() - same; i++) {
            char c = mapped.charAt(i);
            if (c <= ' ' || "\"'()<>&\\".indexOf(c) >= 0) {
                out.append('\\').append(Integer.toHexString(c)).append(' ');
            } else {
                out.append(c);
            }
        }
        out.append(mapped, mapped.length() - same, mapped.length());
    }
}
