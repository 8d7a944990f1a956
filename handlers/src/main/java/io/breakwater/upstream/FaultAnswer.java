package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Tells a client that its request is not sent on. No value of the request is in it. */
public final class FaultAnswer {
    /** The methods that may be sent on. */
    public static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS";

    private FaultAnswer() {}

    public static void send(HttpServerExchange exchange, RequestFault fault) {
        if (fault.closes()) {
            exchange.setPersistent(false);
        }
        if (fault == RequestFault.METHOD) {
            exchange.getResponseHeaders().put(Headers.ALLOW, ALLOWED_METHODS);
        }
        exchange.setStatusCode(fault.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        LastWord.send(
                exchange,
                StatusCodes.getReason(fault.status()) + "\n\n" + fault.explanation() + "\n");
    }
}
