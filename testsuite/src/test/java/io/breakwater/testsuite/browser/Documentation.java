package io.breakwater.testsuite.browser;

import io.breakwater.testsuite.peers.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The manual of Apache httpd (Debian's apache2-doc) as a site that knows nothing of prefixes: where its pages name each other by relative
 * paths, the copy does so from the root of the server, and every third time with the server's name.
 */
public final class Documentation {
    private static final Path MANUAL = Path.of("/usr/share/doc/apache2-doc/manual");
    private static final Pattern LINK =
            Pattern.compile("(\\b(?:href|src)=\")([^\"#:?]+)", Pattern.CASE_INSENSITIVE);

    private Documentation() {}

    /**
     * All files by their paths, which begin with no slash.
     *
     * @param origin of the server that will serve them
     */
    public static Map<String, byte[]> files(String origin) throws IOException {
        Peers.requireFile("apache2-doc", MANUAL.resolve("en/index.html"));
        Map<String, byte[]> files = new TreeMap<>();
        for (String part : List.of("en", "images", "style")) {
            try (Stream<Path> found = Files.walk(MANUAL.resolve(part))) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(MANUAL.relativize(file).toString(), fromTheRoot(file, origin));
                }
            }
        }
        return files;
    }

    /** Whether a path of these is a page's. */
    public static boolean isPage(String path) {
        return path.endsWith(".html");
    }

    private static byte[] fromTheRoot(Path file, String origin) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!isPage(file.toString())) {
            return bytes;
        }
        int[] links = {0};
        return LINK.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .replaceAll(link -> absolute(file, link, links[0]++ % 3 == 0 ? origin : ""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String absolute(Path file, MatchResult link, String origin) {
        Path target = file.resolveSibling(link.group(2)).normalize();
        String slash = link.group(2).endsWith("/") ? "/" : "";
        return Matcher.quoteReplacement(
                link.group(1) + origin + "/" + MANUAL.relativize(target) + slash);
    }
}
