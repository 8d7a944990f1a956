package io.breakwater.cdi;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.function.Supplier;

/** Answers {@code /live}, {@code /ready} and {@code /metrics}; on an address of its own, never where the public comes (P-21). */
final class Management implements HttpHandler {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final ServerState state;
    private final Supplier<String> metrics;

    Management(ServerState state, Supplier<String> metrics) {
        this.state = state;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this); // counting all takes a while
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            answer(exchange, 405, TEXT, "only GET\n");
        } else {
            answer(exchange);
        }
    }

    private void answer(HttpServerExchange exchange) {
        switch (exchange.getRequestPath()) {
            case "/live" -> answer(exchange, 200, TEXT, "live\n");
            case "/ready" -> {
                boolean ready = state.isReady();
                answer(exchange, ready ? 200 : 503, TEXT, ready ? "ready\n" : "not ready\n");
            }
            case "/metrics" ->
                    answer(
                            exchange,
                            200,
                            "text/plain; version=0.0.4; charset=utf-8",
                            metrics.get());
            default -> answer(exchange, 404, TEXT, "/live /ready /metrics\n");
        }
    }

    private static void answer(
            HttpServerExchange exchange, int status, String contentType, String text) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(text);
    }
}
