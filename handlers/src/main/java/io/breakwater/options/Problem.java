package io.breakwater.options;

import java.util.Locale;
import java.util.Optional;

/**
 * Something wrong or doubtful in what was written.
 *
 * @param key with its prefix: {@code breakwater.trusted-proxies}
 * @param value the part of the value that is meant; empty if the key is missing
 * @param what what is wrong, as the rest of a sentence that begins with the value
 * @param source where it was written
 * @param remedy what to write instead, as a sentence without its full stop, or as a question
 */
public record Problem(
        String key, Optional<String> value, String what, Optional<String> source, String remedy) {
    private static final String[] SECRET_ENDINGS = {"secret", "password", "token", "key"};

    /** {@code breakwater.listen: "x" is not an address (from breakwater.properties). Write 127.0.0.1:8080.} */
    @Override
    public String toString() {
        String shown = value.map(v -> "\"" + masked(key, v) + "\" ").orElse("");
        return key
                + ": "
                + shown
                + what
                + source.map(s -> " (from " + s + ")").orElse("")
                + ". "
                + remedy
                + (remedy.endsWith("?") ? "" : ".");
    }

    /** A value as it may be printed: secrets and the user part of URLs are three asterisks (P-22). */
    public static String masked(String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        for (String ending : SECRET_ENDINGS) {
            if (lower.endsWith(ending)) {
                return "***";
            }
        }
        return printable(value.replaceAll("//[^/@\\s]*@", "//***@"));
    }

    private static String printable(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return clean.toString();
    }
}
