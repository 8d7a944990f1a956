package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where requests are written down, and how (P-21).
 *
 * <table>
 * <caption>{@link #parse}</caption>
 * <tr><td>{@code -}, {@code stdout}, {@code combined:-}</td><td>standard output, in the combined format</td></tr>
 * <tr><td>{@code json:/var/log/breakwater.json}</td><td>that file, a JSON object on each line</td></tr>
 * <tr><td>{@code access.log}, {@code xml:-}</td><td>{@link InvalidValue}</td></tr>
 * </table>
 *
 * @param file empty for standard output
 */
public record AccessLogOptions(Format format, Optional<Path> file) {
    /** How a request is written. */
    public enum Format {
        /** As Apache's and nginx's combined format, with more at the end. */
        COMBINED,
        JSON
    }

    /** @throws InvalidValue saying what is wrong and what to write instead */
    static AccessLogOptions parse(String text) {
        for (Format format : Format.values()) {
            String prefix = format.name().toLowerCase(Locale.ROOT) + ":";
            if (text.startsWith(prefix)) {
                return new AccessLogOptions(format, file(text.substring(prefix.length())));
            }
        }
        return new AccessLogOptions(Format.COMBINED, file(text));
    }

    private static Optional<Path> file(String text) {
        return text.equals("-") || text.equals("stdout")
                ? Optional.empty()
                : Optional.of(path(text));
    }

    private static Path path(String text) {
        String remedy =
                "Write - for standard output, or the absolute path of a file in a directory that is there; json: before it for JSON";
        try {
            Path path = Path.of(text);
            Path directory = path.getParent();
            if (path.isAbsolute() && directory != null && Files.isDirectory(directory)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new InvalidValue("is not a path", remedy);
        }
        throw new InvalidValue("is not a place for a log", remedy);
    }
}
