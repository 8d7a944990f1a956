package io.breakwater.upstream;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpServerExchange;
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
        exchange.getResponseHeaders()
                .put(FieldNames.PROXY_STATUS, via.asItem() + "; error=" + failure.errorType());
        OwnAnswer.send(exchange, failure.status(), "");
    }
}
