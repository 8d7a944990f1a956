package io.breakwater.rewrite;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of documents whose URLs are rewritten (P-13).
 *
 * <table>
 * <caption>{@link #of(String)}</caption>
 * <tr><td>{@code text/html}, {@code Text/HTML ; charset="utf-8"}</td><td>{@link #HTML}</td></tr>
 * <tr><td>{@code application/xhtml+xml}</td><td>{@link #XHTML}</td></tr>
 * <tr><td>{@code text/htmlx}, {@code text/plain}, {@code text/html; charset=utf-16}, no header</td><td>null</td></tr>
 * </table>
 */
public enum PageType {
    HTML,
    XHTML;

    private static final String CHARSET = "charset=";

    /** What a Content-Type header says; null for all other types and for encodings in which bytes are not what they look like. */
    public static @Nullable PageType of(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        PageType type =
                switch (parts.length == 0 ? "" : parts[0].strip()) {
                    case "text/html" -> HTML;
                    case "application/xhtml+xml" -> XHTML;
                    default -> null;
                };
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith(CHARSET)
                    && Charsets.isOpaque(parameter.substring(CHARSET.length()).replace("\"", ""))) {
                return null;
            }
        }
        return type;
    }
}
