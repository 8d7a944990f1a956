package io.breakwater.route;

import io.breakwater.net.InvalidValue;
import io.breakwater.net.Scheme;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of some URLs, and what stands in its place for clients (P-13): what {@code ProxyHTMLURLMap} says.
 *
 * <table>
 * <caption>{@link #map(String)} from {@code http://old.internal/docs/} to {@code /manual/}</caption>
 * <tr><td>{@code http://old.internal/docs/a?b}, {@code HTTP://OLD.internal/docs/a?b}</td><td>{@code /manual/a?b}</td></tr>
 * <tr><td>{@code http://old.internal/docs}, {@code http://old.internal/Docs/a}, {@code http://old.internal.evil/docs/}</td>
 * <td>null: another URL</td></tr>
 * </table>
 *
 * <p>Scheme and host are compared in any case, the path as it is written. What is made never begins with two slashes unless {@code to} does.
 *
 * @param from an absolute URL, or one that begins with a slash
 * @param to the same; it ends in a slash if {@code from} does
 */
public record UrlPair(String from, String to) {
    private static final String REMEDY =
            "Write two URLs such as http://old.internal/docs/ and /manual/";

    /** @throws InvalidValue if one of the two is no such URL, or only one of them ends in a slash */
    public static UrlPair parse(String from, String to) {
        check(from);
        check(to);
        if (from.endsWith("/") != to.endsWith("/")) {
            throw new InvalidValue(
                    "ends in a slash and its counterpart does not, or the reverse", REMEDY);
        }
        return new UrlPair(from, to);
    }

    private static void check(String url) {
        int mark = url.indexOf("://");
        boolean rooted =
                url.startsWith("/") || mark > 0 && Scheme.parse(url.substring(0, mark)) != null;
        if (!rooted
                || !ReverseMap.isPrintable(url)
                || url.indexOf('?') >= 0
                || url.indexOf('#') >= 0) {
            throw new InvalidValue("is not the beginning of a URL", REMEDY);
        }
    }

    /** The public form of a URL that begins with {@code from}, up to the end of a path segment; null for all others. */
    @Nullable String map(String url) {
        int pathFrom = pathOf(from);
        boolean same =
                url.regionMatches(true, 0, from, 0, pathFrom)
                        && url.startsWith(from.substring(pathFrom), pathFrom);
        if (!same) {
            return null;
        }
        String rest = url.substring(from.length());
        if (from.endsWith("/")) {
            return to + withoutSlashes(rest);
        }
        boolean wholeSegment = rest.isEmpty() || "/?#".indexOf(rest.charAt(0)) >= 0;
        return wholeSegment ? to + rest : null;
    }

    private static int pathOf(String url) {
        int authority = url.indexOf("//");
        int path = authority < 0 ? 0 : url.indexOf('/', authority + 2);
        return path < 0 ? url.length() : path;
    }

    private static String withoutSlashes(String rest) {
        int from = 0;
        while (from < rest.length() && rest.charAt(from) == '/') {
            from++;
        }
        return rest.substring(from);
    }
}
