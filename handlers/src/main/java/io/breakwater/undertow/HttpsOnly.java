package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.net.Authority;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.TlsOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Redirects requests whose scheme is {@code http} to {@code https}: the scheme that was decided, so that it does not matter who speaks TLS.
 * Health checks pass (B-22), and what has no Host, as it cannot be redirected.
 *
 * <p>301 for GET and HEAD, 308 for others, which keep their method. Belongs behind {@link HostGate}: the host of the request is in the
 * redirect.
 */
public final class HttpsOnly implements HttpHandler {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final boolean on;
    private final Set<String> probePaths;
    private final OptionalInt tlsPort;
    private final HttpHandler next;

    public HttpsOnly(BreakwaterOptions options, HttpHandler next) {
        this.on = options.site().https().only();
        this.probePaths = options.site().probePaths();
        this.tlsPort =
                options.listen().tls().map(TlsOptions::addresses).stream()
                        .mapToInt(addresses -> addresses.get(0).port())
                        .findFirst();
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!redirects(exchange)) {
            next.handleRequest(exchange);
        }
    }

    /** Redirects if it has to, and says whether it did. */
    boolean redirects(HttpServerExchange exchange) {
        if (!on || "https".equals(exchange.getRequestScheme())) {
            return false;
        }
        boolean read =
                exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
        PublicPath path = PublicPath.of(exchange);
        Optional<Authority> host =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST))
                        .map(Authority::parse);
        boolean probe = read && probePaths.contains(path.rawRest());
        if (host.isEmpty() || probe || !path.rawRest().startsWith("/")) {
            return false;
        }
        Authority secure = new Authority(host.get().host(), port(exchange, host.get()));
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        OwnAnswer.redirect(
                exchange,
                read ? 301 : 308,
                "https://" + secure + path.prefix() + path.rawRest() + query);
        return true;
    }

    /**
     * The port where we speak TLS, if the client came to us directly: by the port in its Host, or because ours is that of the scheme. Else
     * something in between has the usual ports.
     */
    private OptionalInt port(HttpServerExchange exchange, Authority host) {
        InetSocketAddress local = exchange.getConnection().getLocalAddress(InetSocketAddress.class);
        int localPort = local == null ? 0 : local.getPort();
        boolean direct = host.port().orElse(HTTP_PORT) == localPort;
        boolean told = direct && tlsPort.orElse(HTTPS_PORT) != HTTPS_PORT;
        return told ? tlsPort : OptionalInt.empty();
    }
}
