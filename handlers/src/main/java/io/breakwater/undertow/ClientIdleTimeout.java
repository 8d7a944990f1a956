package io.breakwater.undertow;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Ends requests whose client sends or takes nothing for too long (P-14).
 *
 * <p>The time counts only while somebody waits for the client: for bytes of the body, or for room for the answer. How long the application
 * takes, between bytes as well, does not matter, and neither do upgraded connections. What waits gets an {@link java.io.IOException}; the
 * connection is closed.
 *
 * <p>Undertow's READ_TIMEOUT and WRITE_TIMEOUT do not make these differences. They also count while the application works.
 */
public final class ClientIdleTimeout implements HttpHandler {
    private final ConduitWrapper<StreamSourceConduit> limitedSource;
    private final ConduitWrapper<StreamSinkConduit> limitedSink;
    private final HttpHandler next;

    /**
     * The handler.
     *
     * @param limit how long nothing may happen
     * @param next what reads and answers
     */
    public ClientIdleTimeout(Duration limit, HttpHandler next) {
        this.limitedSource =
                (factory, exchange) ->
                        new IdleSource(factory.create(), new IdleLimit(limit, exchange));
        this.limitedSink =
                (factory, exchange) ->
                        new IdleSink(factory.create(), new IdleLimit(limit, exchange));
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper(limitedSource);
        }
        exchange.addResponseWrapper(limitedSink);
        next.handleRequest(exchange);
    }
}
