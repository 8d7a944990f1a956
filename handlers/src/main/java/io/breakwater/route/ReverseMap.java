package io.breakwater.route;

import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns URLs that an upstream writes about itself into those that its clients can use (P-11). Derived from the route, never written by hand.
 *
 * <table>
 * <caption>{@link #map(String)} for the mount {@code /api} of {@code https://www.example.com} and the upstream
 * {@code http://up:9000/base/}</caption>
 * <tr><td>{@code http://up:9000/base/x?q#f}, {@code HTTP://UP:9000/base/x?q#f}, {@code //up:9000/base/x?q#f}</td>
 * <td>{@code https://www.example.com/api/x?q#f}</td></tr>
 * <tr><td>{@code /base/x}</td><td>{@code /api/x}</td></tr>
 * <tr><td>{@code http://up:9000/other}, {@code http://up/base/x}, {@code http://up:9000@evil/}, {@code https://up:9000/base/}</td>
 * <td>untouched</td></tr>
 * <tr><td>{@code https://www.example.com/api/x}, {@code /api/x}, {@code /x}, {@code x}, {@code ?q}, {@code //evil/base/x}</td>
 * <td>untouched</td></tr>
 * </table>
 *
 * <p>Compared are scheme, host and effective port, and the path segment by segment. What is made never begins with two slashes.
 *
 * @param upstreams its own origins, one for each target, of one scheme; for a unix socket that of the URL behind the bar
 * @param preservedHost the client's authority, if it was sent to the upstream as Host (P-7)
 * @param base the upstream's base path
 * @param shown the origin that the client asked
 * @param prefix what stands before the paths that the client sees
 * @param absolutePaths whether {@code /x} is the upstream's although its base is {@code /}
 */
public record ReverseMap(
        List<Origin> upstreams,
        Optional<Authority> preservedHost,
        PathPrefix base,
        Origin shown,
        PathPrefix prefix,
        boolean absolutePaths) {
    public ReverseMap {
        upstreams = List.copyOf(upstreams);
    }

    /** The public form of a URL, or the same text if it is not one of the upstream's or is public already. */
    public String map(String url) {
        if (!isPrintable(url)) {
            return url;
        }
        if (url.startsWith("//")) {
            return mapAbsolute(url, scheme(), 2);
        }
        if (url.startsWith("/")) {
            return mapPath(url);
        }
        int mark = url.indexOf("://");
        Scheme scheme = mark < 0 ? null : Scheme.parse(url.substring(0, mark));
        return scheme == null ? url : mapAbsolute(url, scheme, mark + 3);
    }

    /** Browsers repair backslashes, blanks and controls in their own ways; no guess is made about where such a URL leads. */
    static boolean isPrintable(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The same with {@code /x} as the upstream's whatever its base is. */
    ReverseMap withAbsolutePaths() {
        return new ReverseMap(upstreams, preservedHost, base, shown, prefix, true);
    }

    /** Whether an absolute URL is neither of this site nor of the upstream. */
    boolean isElsewhere(String url) {
        int mark = url.startsWith("//") ? 0 : url.indexOf("://") + 1;
        Scheme scheme = mark == 0 ? shown.scheme() : Scheme.parse(url.substring(0, mark - 1));
        if (scheme == null || !url.startsWith("//", mark)) {
            return false;
        }
        Authority authority =
                Authority.parse(url.substring(mark + 2, endOfAuthority(url, mark + 2)));
        return authority == null
                || !isUpstream(Origin.of(scheme, authority))
                        && !Origin.of(scheme, authority).sameAs(shown);
    }

    private String mapAbsolute(String url, Scheme scheme, int authorityFrom) {
        int pathFrom = endOfAuthority(url, authorityFrom);
        Authority authority = Authority.parse(url.substring(authorityFrom, pathFrom));
        Origin origin = authority == null ? null : Origin.of(scheme, authority);
        if (origin == null || !isUpstream(origin)) {
            return url;
        }
        Parts parts = Parts.of(url.substring(pathFrom));
        boolean isPublic = origin.sameAs(shown) && isShown(parts.path);
        String path = isPublic ? null : publicPath(parts.path);
        return path == null ? url : shown + path + parts.tail;
    }

    private static int endOfAuthority(String url, int from) {
        int end = from;
        while (end < url.length() && url.charAt(end) != '/' && !beginsTail(url.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean beginsTail(char c) {
        return c == '?' || c == '#';
    }

    private boolean isUpstream(Origin origin) {
        for (Origin upstream : upstreams) {
            if (origin.sameAs(upstream)) {
                return true;
            }
        }
        return preservedHost.isPresent() && origin.sameAs(Origin.of(scheme(), preservedHost.get()));
    }

    private Scheme scheme() {
        return upstreams.get(0).scheme();
    }

    private String mapPath(String url) {
        Parts parts = Parts.of(url);
        boolean mine = !base.isNone() || absolutePaths;
        String path = mine && !isShown(parts.path) ? publicPath(parts.path) : null;
        return path == null ? url : path.concat(parts.tail);
    }

    /** Whether a path is under the prefix. Where it is under the upstream's base as well, the longer of the two is meant. */
    private boolean isShown(String path) {
        boolean baseIsLonger = base.depth() > prefix.depth() && base.contains(path);
        return prefix.contains(path) && !baseIsLonger;
    }

    private @Nullable String publicPath(String path) {
        String rest = base.cutFrom(path);
        if (rest == null) {
            return null;
        }
        boolean itself = rest.isEmpty() && !prefix.isNone();
        return itself ? prefix.toString() : prefix.under(rest);
    }

    /**
     * What follows an authority.
     *
     * @param path without dot segments, which a client would resolve; {@code /} if none was written
     * @param tail query and fragment with the marks before them
     */
    private record Parts(String path, String tail) {
        static Parts of(String pathAndTail) {
            int end = 0;
            while (end < pathAndTail.length() && !beginsTail(pathAndTail.charAt(end))) {
                end++;
            }
            String path = end == 0 ? "/" : DotSegments.resolve(pathAndTail.substring(0, end));
            return new Parts(path, pathAndTail.substring(end));
        }
    }
}
