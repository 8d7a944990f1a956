package io.breakwater.options;

import io.breakwater.net.Ascii;
import io.breakwater.net.InvalidValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What is answered instead of an error's usual page (P-19), as Apache's ErrorDocument has it.
 *
 * <table>
 * <caption>{@link #parse}</caption>
 * <tr><td>{@code /errors/404.html}</td><td>what this server serves under that path, from its files</td></tr>
 * <tr><td>{@code file:/srv/errors/404.html}</td><td>that file</td></tr>
 * <tr><td>{@code https://www.example.com/sorry}</td><td>a redirect there</td></tr>
 * <tr><td>{@code <p>Come back later.}</td><td>that text, as HTML</td></tr>
 * </table>
 */
public sealed interface ErrorDocument {
    /** @param path decoded, beginning with a slash */
    record ServedPath(String path) implements ErrorDocument {}

    /** @param path absolute */
    record InFile(Path path) implements ErrorDocument {}

    /** @param url absolute */
    record Elsewhere(String url) implements ErrorDocument {}

    /** @param text HTML */
    record Text(String text) implements ErrorDocument {}

    /** @throws InvalidValue saying what is wrong and what to write instead */
    static ErrorDocument parse(String text) {
        if (text.startsWith("/")) {
            return new ServedPath(text);
        }
        if (text.startsWith(TrustFile.PREFIX)) {
            return new InFile(file(text.substring(TrustFile.PREFIX.length())));
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return new Elsewhere(url(text));
        }
        return new Text(text.startsWith("\"") ? text.substring(1) : text);
    }

    private static Path file(String text) {
        String remedy = "Write file: and the absolute path of a readable file";
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && path.toFile().isFile() && path.toFile().canRead()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new InvalidValue("is not a path", remedy);
        }
        throw new InvalidValue("is not an absolute path of a readable file", remedy);
    }

    private static String url(String text) {
        if (!Ascii.isFieldValue(text) || text.indexOf(' ') >= 0) {
            throw new InvalidValue(
                    "has characters that a URL cannot have", "Write them percent-encoded");
        }
        return text;
    }
}
