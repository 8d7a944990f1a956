package io.breakwater.undertow;

import io.breakwater.net.Authority;
import io.breakwater.options.SiteOptions;
import io.breakwater.route.HostPattern;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets in requests for this server's own names and refuses all others (B-22), so that no forged host gets into a link, a redirect or a
 * cache. Without a {@code server-name} everything is let in.
 *
 * <p>Belongs behind {@link TrustedProxyHandler}: what is looked at is the host that was decided.
 */
public final class HostGate implements HttpHandler {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String WWW = "www.";

    private final SiteOptions site;
    private final List<HostPattern> names;
    private final HttpHandler next;

    public HostGate(SiteOptions site, HttpHandler next) {
        this.site = site;
        this.names =
                Stream.concat(site.serverName().stream(), site.aliases().stream())
                        .map(HostPattern::new)
                        .toList();
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (site.serverName().isEmpty()
                || isOurs(exchange)
                || isProbe(exchange)
                || isLocal(exchange)) {
            next.handleRequest(exchange);
        } else if (isNameWithoutWww(exchange)) {
            redirectToWww(exchange);
        } else {
            Refusal.send(
                    exchange,
                    site.rejectStatus(),
                    "This server does not serve the host that was asked for.");
        }
    }

    /** A name is looked for in what is a host and port only: {@code www.example.com:80@evil} is none. */
    private static Optional<String> host(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST))
                .filter(host -> Authority.parse(host) != null);
    }

    private boolean isOurs(HttpServerExchange exchange) {
        return host(exchange)
                .filter(host -> names.stream().anyMatch(name -> name.matches(host)))
                .isPresent();
    }

    private boolean isProbe(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        boolean reads = method.equals(Methods.GET) || method.equals(Methods.HEAD);
        return reads && site.probePaths().contains(PublicPath.of(exchange).rawRest());
    }

    /** A front end on the same machine is loopback too: what it forwards or tunnels does not pass here. */
    private boolean isLocal(HttpServerExchange exchange) {
        if (!site.allowLocalhost() || Http2Request.isUpgraded(exchange.getConnection())) {
            return false;
        }
        boolean fromHere =
                Decision.of(exchange)
                        .filter(d -> d.peer().isLoopback() && !d.hadForwardingHeaders())
                        .isPresent();
        return fromHere
                && host(exchange)
                        .map(HostPattern::nameIn)
                        .filter(LOCAL_NAMES::contains)
                        .isPresent();
    }

    private boolean isNameWithoutWww(HttpServerExchange exchange) {
        String wanted =
                site.serverName()
                        .filter(name -> site.redirectWww() && name.startsWith(WWW))
                        .orElse(WWW)
                        .substring(WWW.length());
        return !wanted.isEmpty()
                && host(exchange).map(HostPattern::nameIn).filter(wanted::equals).isPresent();
    }

    private void redirectToWww(HttpServerExchange exchange) {
        Authority asked = host(exchange).map(Authority::parse).orElseThrow();
        Authority www = new Authority(site.serverName().orElseThrow(), asked.port());
        PublicPath path = PublicPath.of(exchange);
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        exchange.setStatusCode(301);
        exchange.getResponseHeaders()
                .put(
                        Headers.LOCATION,
                        exchange.getRequestScheme()
                                + "://"
                                + www
                                + path.prefix()
                                + path.rawRest()
                                + query);
        exchange.endExchange();
    }
}
