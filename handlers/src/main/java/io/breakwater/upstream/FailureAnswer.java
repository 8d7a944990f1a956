package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.xnio.IoUtils;

/** Tells a client that the upstream did not answer (P-15). Nothing in it tells where the upstream is. */
final class FailureAnswer {
    private FailureAnswer() {}

    static void send(HttpServerExchange exchange, Failure failure, Via via) {
        if (exchange.isComplete()) {
            return;
        }
        if (exchange.isResponseStarted() || !exchange.isResponseChannelAvailable()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.setStatusCode(failure.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders()
                .put(FieldNames.PROXY_STATUS, via.asItem() + "; error=" + failure.errorType());
        LastWord.send(exchange, StatusCodes.getReason(failure.status()) + "\n");
    }
}
