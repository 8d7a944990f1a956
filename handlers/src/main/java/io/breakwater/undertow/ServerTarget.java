package io.breakwater.undertow;

import io.breakwater.upstream.FaultAnswer;
import io.breakwater.upstream.RequestFault;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;

/** Requests that ask about this server and not for a path (RFC 9112 sections 3.2.3 and 3.2.4); none goes to an upstream (P-8). */
final class ServerTarget {
    private static final int NO_CONTENT = 204;

    private ServerTarget() {}

    /** No path but that of a bare prefix, which is empty once the prefix is cut (B-19), is without a slash at its start. */
    static boolean isIn(HttpServerExchange exchange, PublicPath path) {
        boolean connect = exchange.getRequestMethod().equals(Methods.CONNECT);
        boolean asterisk = !path.rawRest().isEmpty() && !path.rawRest().startsWith("/");
        return connect || asterisk;
    }

    /** {@code OPTIONS *} gets what it asks for; a proxy for its clients, as {@code CONNECT host:443} wants it, this is not. */
    static void answer(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            FaultAnswer.send(exchange, RequestFault.METHOD);
            return;
        }
        exchange.getResponseHeaders().put(Headers.ALLOW, FaultAnswer.ALLOWED_METHODS);
        exchange.setStatusCode(NO_CONTENT);
        exchange.endExchange();
    }
}
