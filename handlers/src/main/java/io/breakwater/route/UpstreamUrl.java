package io.breakwater.route;

import io.breakwater.net.Authority;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an upstream is, as an operator writes it (P-4).
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text</caption>
 * <tr><td>{@code http://api.internal:9000/}, {@code http://api.internal:9000}</td><td>base path none</td></tr>
 * <tr><td>{@code http://api.internal/base/}</td><td>base path {@code /base}</td></tr>
 * <tr><td>{@code unix:/run/api.sock|http://localhost/}</td><td>the socket; host and base path of the URL behind it</td></tr>
 * <tr><td>{@code ftp://x}, {@code http://user@x/}, {@code http://x/a/../b}, {@code http://x/?q}, {@code x:9000}</td><td>{@link InvalidValue}</td></tr>
 * </table>
 *
 * @param protocol how to speak to it
 * @param origin its own scheme, host and port; for a unix socket those of the URL behind the bar
 * @param socket the path of a unix socket, if it is one
 * @param basePath what every request path is put under
 */
public record UpstreamUrl(
        Protocol protocol, Origin origin, Optional<String> socket, PathPrefix basePath) {
    private static final String REMEDY =
            "Write http://host[:port]/[base/], https://…, h2c://… or unix:/path/to.sock|http://host/[base/]";
    private static final String UNIX = "unix:";

    /** How to speak to an upstream. */
    public enum Protocol {
        HTTP(Scheme.HTTP),
        HTTPS(Scheme.HTTPS),
        H2C(Scheme.HTTP);

        private final Scheme scheme;

        Protocol(Scheme scheme) {
            this.scheme = scheme;
        }
    }

    /**
     * The upstream that {@code text} writes out.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static UpstreamUrl parse(String text) {
        if (!text.startsWith(UNIX)) {
            return parseUrl(text, Optional.empty());
        }
        int bar = text.indexOf('|');
        String path = bar < 0 ? "" : text.substring(UNIX.length(), bar);
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new InvalidValue("is not a unix socket with a URL behind it", REMEDY);
        }
        return parseUrl(text.substring(bar + 1), Optional.of(path));
    }

    private static UpstreamUrl parseUrl(String url, Optional<String> socket) {
        int schemeEnd = url.indexOf("://");
        Protocol protocol = schemeEnd < 0 ? null : protocol(url.substring(0, schemeEnd));
        if (protocol == null) {
            throw new InvalidValue("is not a URL that an upstream can have", REMEDY);
        }
        int pathStart = url.indexOf('/', schemeEnd + 3);
        String authorityText =
                url.substring(schemeEnd + 3, pathStart < 0 ? url.length() : pathStart);
        if (authorityText.indexOf('@') >= 0) {
            throw new InvalidValue(
                    "has a user name or password",
                    "Leave them out; Breakwater does not log in to upstreams");
        }
        Authority authority = Authority.parse(authorityText);
        if (authority == null) {
            throw new InvalidValue("has no valid host and port", REMEDY);
        }
        PathPrefix base = PathPrefix.configured(pathStart < 0 ? "" : url.substring(pathStart));
        return new UpstreamUrl(protocol, Origin.of(protocol.scheme, authority), socket, base);
    }

    private static @Nullable Protocol protocol(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Protocol.HTTP;
            case "https" -> Protocol.HTTPS;
            case "h2c" -> Protocol.H2C;
            default -> null;
        };
    }

    /** The URL, always with a path: {@code http://api.internal:9000/}. */
    @Override
    public String toString() {
        String url =
                protocol.name().toLowerCase(Locale.ROOT)
                        + "://"
                        + origin.authority()
                        + basePath
                        + "/";
        return socket.map(path -> UNIX + path + "|" + url).orElse(url);
    }
}
