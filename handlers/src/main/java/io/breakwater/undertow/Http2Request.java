package io.breakwater.undertow;

import io.breakwater.net.Ascii;
import io.breakwater.net.Authority;
import io.breakwater.net.Scheme;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

/** What clients write themselves in HTTP/2, and Undertow takes from them unchecked although RFC 9113 sections 8.2.1 and 8.3.1 do not. */
final class Http2Request {
    /** The token of the upgrade that RFC 9113 section 3.1 has given up; Undertow calls connections that began with it so. */
    private static final String UPGRADED = "h2c";

    private Http2Request() {}

    /**
     * Whether a connection began with HTTP/1.1 and changed over to HTTP/2. If a proxy let that pass it has been a mere tunnel ever since: what
     * comes is its client's word, and has not been through the proxy's rules.
     */
    static boolean isUpgraded(ServerConnection connection) {
        return UPGRADED.equals(connection.getTransportProtocol());
    }

    /** Gives a request the scheme of its connection; false if it is one that would have been refused in HTTP/1.1. */
    static boolean makePlain(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof Http2ServerConnection connection)) {
            return true;
        }
        Scheme scheme = connection.getSslSession() == null ? Scheme.HTTP : Scheme.HTTPS;
        exchange.setRequestScheme(scheme.text());
        return hasPlainHost(exchange) && hasPlainTarget(exchange) && hasPlainFields(exchange);
    }

    private static boolean hasPlainHost(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        return host == null || host.isEmpty() || Authority.parse(host) != null;
    }

    private static boolean hasPlainTarget(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        return exchange.isHostIncludedInRequestURI()
                || target.startsWith("/")
                || target.equals("*");
    }

    private static boolean hasPlainFields(HttpServerExchange exchange) {
        for (HeaderValues field : exchange.getRequestHeaders()) {
            String name = field.getHeaderName().toString();
            if (!name.chars().allMatch(c -> Ascii.isTokenChar((char) c))
                    || !field.stream().allMatch(Ascii::isFieldValue)) {
                return false;
            }
        }
        return true;
    }
}
