package io.breakwater.upstream;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import org.xnio.IoUtils;

/** Tells a client that the upstream did not answer (P-15). Nothing in it tells where the upstream is. */
final class FailureAnswer {
    private static final String RETRY_AFTER_SECONDS = "1";

    private FailureAnswer() {}

    static void send(HttpServerExchange exchange, Failure failure, Via via) {
        if (exchange.isComplete()) {
            return;
        }
        if (exchange.isResponseStarted() || !exchange.isResponseChannelAvailable()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.getResponseHeaders()
                .put(FieldNames.PROXY_STATUS, via.asItem() + "; error=" + failure.errorType());
        if (failure.passesSoon()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        OwnAnswer.send(exchange, failure.status(), "");
    }
}
