package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body is compressed (RFC 9110 section 8.4.1), as far as it can be undone and done again here. */
public enum ContentCoding {
    IDENTITY(""),
    GZIP("\u001f\u008b\b"),
    DEFLATE(""); // begins as it likes where a server leaves the wrapping of RFC 1950 out

    private final String start;

    ContentCoding(String start) {
        this.start = start;
    }

    /** What every body in it begins with, but one of no bytes; empty if nothing is certain. */
    public byte[] start() {
        return start.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What the lines of a Content-Encoding header name, or null if it is several or an unknown one.
     *
     * @param lines as received, empty if there is none
     */
    public static @Nullable ContentCoding of(List<String> lines) {
        String names = String.join(",", lines).strip().toLowerCase(Locale.ROOT);
        return switch (names) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> null;
        };
    }
}
