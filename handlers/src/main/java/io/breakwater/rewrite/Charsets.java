package io.breakwater.rewrite;

import java.util.List;
import java.util.Locale;

/** Encodings in which a byte may look like ASCII and be something else. */
final class Charsets {
    /** How their labels begin (Encoding standard, section 4.2), and those of encodings that browsers have given up. */
    private static final List<String> OPAQUE =
            List.of(
                    "utf-16",
                    "utf16",
                    "utf-32",
                    "utf32",
                    "utf-7",
                    "utf7",
                    "ucs-",
                    "iso-10646",
                    "unicode",
                    "csunicode",
                    "iso-2022",
                    "csiso2022",
                    "hz-gb",
                    "replacement",
                    "ibm",
                    "cp037",
                    "ebcdic");

    private Charsets() {}

    /** Whether a document that is said to be in this encoding cannot be read byte by byte. */
    static boolean isOpaque(String label) {
        String trimmed = label.strip().toLowerCase(Locale.ROOT);
        return OPAQUE.stream().anyMatch(trimmed::startsWith);
    }
}
