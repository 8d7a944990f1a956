package io.breakwater.servlet;

import io.breakwater.net.Authority;
import io.breakwater.net.PathPrefix;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of a Location header that names a path from the root of a host, taken apart at both ends of the path.
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text</caption>
 * <tr><td>{@code /a?b}</td><td>empty, {@code /a}, {@code ?b}</td></tr>
 * <tr><td>{@code https://h:8443/a/b;c#d}</td><td>{@code https://h:8443}, {@code /a/b;c}, {@code #d}</td></tr>
 * <tr><td>{@code //h}</td><td>{@code //h}, empty, empty</td></tr>
 * <tr><td>{@code a/b}, {@code ?a}, {@code mailto:a@b}, {@code ftp://h/a}</td><td>null</td></tr>
 * </table>
 *
 * @param rawOrigin scheme and authority as written; empty if there is none
 * @param rawPath empty, or beginning with a slash
 * @param rawTail query and fragment
 */
record LocationUrl(String rawOrigin, String rawPath, String rawTail) {
    static @Nullable LocationUrl parse(String text) {
        int authority = startOfAuthority(text);
        if (authority < 0 && !text.startsWith("/")) {
            return null;
        }
        int path = authority < 0 ? 0 : endOf(text, authority, "/?#");
        int tail = endOf(text, path, "?#");
        return new LocationUrl(
                text.substring(0, path), text.substring(path, tail), text.substring(tail));
    }

    private static int startOfAuthority(String text) {
        String lower = text.substring(0, Math.min(text.length(), 8)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("//")) {
            return 2;
        }
        return lower.startsWith("http://") ? 7 : lower.equals("https://") ? 8 : -1;
    }

    private static int endOf(String text, int from, String ends) {
        int at = from;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Whether this leads to the host of {@code hostAndPort}, by whatever scheme and port. */
    boolean isOn(String hostAndPort) {
        return rawOrigin.isEmpty() || isSameHost(Authority.parse(hostAndPort));
    }

    private boolean isSameHost(@Nullable Authority host) {
        Authority mine = Authority.parse(rawOrigin.substring(rawOrigin.indexOf("//") + 2));
        return host != null && mine != null && mine.host().equalsIgnoreCase(host.host());
    }

    /** The same place under a prefix. */
    String under(PathPrefix prefix) {
        return rawOrigin + prefix + rawPath + rawTail;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return rawOrigin + rawPath + rawTail;
    }
}
