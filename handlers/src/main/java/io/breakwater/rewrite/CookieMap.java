package io.breakwater.rewrite;

import io.breakwater.net.Ascii;
import io.breakwater.net.PathPrefix;
import java.util.Set;

/**
 * Widens or narrows the scope of an upstream's cookies to what its clients see (P-12).
 *
 * <table>
 * <caption>{@link #rewrite(String)} for the upstream {@code http://up.internal/} at {@code /api}</caption>
 * <tr><td>{@code a=1; Path=/; Domain=.UP.internal; HttpOnly}</td><td>{@code a=1; Path=/api; HttpOnly}</td></tr>
 * <tr><td>{@code a=1; path=/x/; SameSite=Lax}</td><td>{@code a=1; path=/api/x/; SameSite=Lax}</td></tr>
 * <tr><td>{@code a=1; Path=/api}, {@code a=1; Path=/api/x}, {@code a=1}, {@code a=1; Domain=example.com},
 * {@code __Host-a=1; Path=/; Secure}</td><td>untouched</td></tr>
 * </table>
 *
 * @param upstreamHosts those of its targets, without ports
 * @param base the upstream's base path
 * @param prefix what stands before the paths that the client sees
 */
public record CookieMap(Set<String> upstreamHosts, PathPrefix base, PathPrefix prefix) {
    private static final String HOST_PREFIX = "__Host-";

    public CookieMap {
        upstreamHosts = Set.copyOf(upstreamHosts);
    }

    /** The value of a Set-Cookie header with other Path and Domain attributes; the others keep their spelling. */
    public String rewrite(String setCookie) {
        if (setCookie.regionMatches(true, 0, HOST_PREFIX, 0, HOST_PREFIX.length())) {
            return setCookie;
        }
        String[] parts = setCookie.split(";", -1);
        StringBuilder rewritten = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            rewritten.append(attribute(parts[i]));
        }
        return rewritten.toString();
    }

    private String attribute(String text) {
        int equals = text.indexOf('=');
        String name = Ascii.trim(equals < 0 ? text : text.substring(0, equals));
        String value = equals < 0 ? "" : Ascii.trim(text.substring(equals + 1));
        if (name.equalsIgnoreCase("Domain") && isUpstreamHost(value)) {
            return "";
        }
        boolean path = name.equalsIgnoreCase("Path") && value.startsWith("/");
        return ";" + (path ? text.substring(0, equals + 1) + publicPath(value) : text);
    }

    private boolean isUpstreamHost(String domain) {
        String host = domain.startsWith(".") ? domain.substring(1) : domain;
        return upstreamHosts.stream().anyMatch(host::equalsIgnoreCase);
    }

    private String publicPath(String path) {
        String rest = base.cutFrom(path);
        if (rest == null || isShown(path)) {
            return path;
        }
        boolean wholeUpstream = rest.isEmpty() || rest.equals("/");
        return wholeUpstream && !prefix.isNone() ? prefix.toString() : prefix.under(rest);
    }

    /** Whether a path is the prefix or under it. Where it is under the upstream's base as well, the longer of the two is meant. */
    private boolean isShown(String path) {
        boolean baseIsLonger = base.depth() > prefix.depth() && base.contains(path);
        return prefix.contains(path) && !prefix.isNone() && !baseIsLonger;
    }
}
