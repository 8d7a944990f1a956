package io.breakwater.answer;

import io.breakwater.net.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a page can be had.
 *
 * <table>
 * <caption>{@link #preferred}</caption>
 * <tr><td><code>text/html,application/xhtml+xml,*&#47;*;q=0.8</code></td><td>HTML</td></tr>
 * <tr><td>{@code application/json}, {@code application/problem+json}, {@code text/html;q=0.5, application/json}</td><td>JSON</td></tr>
 * <tr><td>none, <code>*&#47;*</code>, {@code image/png}, {@code text/html;q=0}</td><td>TEXT</td></tr>
 * </table>
 */
public enum MediaType {
    HTML("text/html; charset=utf-8"),
    JSON("application/json"),
    TEXT("text/plain; charset=utf-8");

    /** Beyond this, what a client accepts is not read. */
    private static final int MAX_LENGTH = 1024;

    private final String contentType;

    MediaType(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** What an Accept header asks for by name with the greatest weight (RFC 9110 section 12.5.1), the first of equals. */
    public static MediaType preferred(@Nullable String accept) {
        MediaType best = TEXT;
        double bestWeight = 0;
        if (accept != null && accept.length() <= MAX_LENGTH) {
            for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = range.split(";");
                MediaType named = named(Ascii.trim(parts.length == 0 ? "" : parts[0]));
                double weight = weight(parts);
                if (named != null && weight > bestWeight) {
                    best = named;
                    bestWeight = weight;
                }
            }
        }
        return best;
    }

    private static @Nullable MediaType named(String name) {
        return switch (name) {
            case "text/html" -> HTML;
            case "application/json", "application/problem+json" -> JSON;
            case "text/plain" -> TEXT;
            default -> null;
        };
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = Ascii.trim(parts[i]);
            if (parameter.startsWith("q=")) {
                return number(parameter.substring(2));
            }
        }
        return 1;
    }

    private static double number(String text) {
        boolean grammatical = text.length() <= 5 && text.matches("[01](\\.\\d*)?");
        return grammatical ? Double.parseDouble(text) : 0;
    }
}
