package io.breakwater.upstream;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

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
        OwnAnswer.send(exchange, fault.status(), fault.explanation());
    }
}
