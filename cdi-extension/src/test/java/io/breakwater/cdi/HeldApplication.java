package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers when it is told to. */
final class HeldApplication implements HttpHandler {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(() -> answer(exchange));
    }

    private void answer(HttpServerExchange exchange) {
        entered.countDown();
        try {
            released.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        exchange.getResponseSender().send("answer");
    }

    /** Returns when a request has come. */
    void awaitRequest() throws InterruptedException {
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void release() {
        released.countDown();
    }
}
