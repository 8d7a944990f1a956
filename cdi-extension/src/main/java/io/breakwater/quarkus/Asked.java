package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest.Told;
import io.breakwater.forwarded.Believed;
import io.breakwater.net.Authority;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.breakwater.options.SiteOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a request says by itself, before anything is believed.
 *
 * @param peer the connection's (B-1)
 * @param scheme the connection's, whatever {@code :scheme} an HTTP/2 client writes
 * @param host of the Host header or {@code :authority}; of the target if that is a whole URL (RFC 9112 section 3.2.2)
 * @param absolute whether the target is a whole URL
 * @param rawPath percent-encoded
 * @param query without its question mark; empty if there is none
 */
record Asked(
        Peer peer,
        Scheme scheme,
        Optional<Authority> host,
        boolean absolute,
        String rawPath,
        String query) {
    private static final String MARK = "://";

    /** What is asked; null if host or target are none that a URL could have. */
    static @Nullable Asked of(HttpServerRequest request) {
        String target = request.uri();
        int mark = target.startsWith("/") ? -1 : target.indexOf(MARK);
        String text = mark < 0 ? host(request) : authority(target, mark + MARK.length());
        Optional<Authority> host = Optional.ofNullable(text).map(Authority::parse);
        if (text != null && !text.isEmpty() && host.isEmpty()) {
            return null;
        }
        return new Asked(
                peer(request.connection().remoteAddress()),
                request.connection().isSsl() ? Scheme.HTTPS : Scheme.HTTP,
                host,
                mark >= 0,
                request.path(),
                Optional.ofNullable(request.query()).orElse(""));
    }

    private static @Nullable String host(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            return request.getHeader("Host");
        }
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }

    private static String authority(String target, int from) {
        int to = from;
        while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        return target.substring(from, to);
    }

    /** What is no address is the peer of a unix socket. */
    private static Peer peer(SocketAddress address) {
        String literal = address.isInetSocket() ? address.hostAddress() : null;
        int zone = literal == null ? -1 : literal.indexOf('%');
        IpAddress parsed =
                literal == null
                        ? null
                        : IpAddress.parse(zone < 0 ? literal : literal.substring(0, zone));
        return parsed == null ? Peer.UNIX : Peer.of(parsed, address.port());
    }

    Scheme schemeFor(SiteOptions site) {
        return site.urlScheme().orElse(scheme);
    }

    /**
     * The same as the client sees it.
     *
     * @param believed what of the decision counts
     */
    Told told(OwnDecision decision, Optional<Believed> believed, SiteOptions site) {
        Scheme shownScheme = believed.map(Believed::scheme).orElse(schemeFor(site));
        PathPrefix forwarded = believed.map(Believed::prefix).orElse(PathPrefix.NONE);
        String cut = site.urlPrefix().cutFrom(rawPath);
        return new Told(
                decision,
                Origin.of(shownScheme, shownHost(believed, site)),
                forwarded.isNone() ? site.urlPrefix() : forwarded,
                cut == null ? rawPath : cut,
                query);
    }

    private Authority shownHost(Optional<Believed> believed, SiteOptions site) {
        return believed.flatMap(Believed::host)
                .or(() -> host)
                .or(() -> site.serverName().map(name -> new Authority(name, OptionalInt.empty())))
                .orElseGet(() -> new Authority("localhost", OptionalInt.empty()));
    }
}
