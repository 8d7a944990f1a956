package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Plain answers to requests that go no further. No value of the request is in them. */
final class Refusal {
    private Refusal() {}

    static void send(HttpServerExchange exchange, int status, String explanation) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender()
                .send(StatusCodes.getReason(status) + "\n\n" + explanation + "\n");
    }

    /** The same, and the connection is not used again: what follows on it cannot be trusted to be a request. */
    static void sendAndClose(HttpServerExchange exchange, int status, String explanation) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        send(exchange, status, explanation);
    }
}
