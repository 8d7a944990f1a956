package io.breakwater.cdi;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What all listeners give their requests to: the configuration that is in service (P-23). */
final class Root implements HttpHandler {
    private final Connections connections;
    private final AtomicReference<@Nullable InService> current = new AtomicReference<>();

    Root(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        connections.enter(exchange);
        exchange.addResponseCommitListener(this::endIfLast);
        for (InService service = current.get(); service != null; service = current.get()) {
            if (service.enter(exchange)) {
                service.handler().handleRequest(exchange);
                return;
            }
        }
        exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        exchange.endExchange();
    }

    /** An answer that is under way when the server stops says that it is the last one on its connection (P-21). */
    private void endIfLast(HttpServerExchange exchange) {
        if (connections.areEnding() && !exchange.isUpgrade()) {
            exchange.setPersistent(false);
        }
    }

    /** Requests go to another configuration from now on. Returns the one before. */
    @Nullable InService use(InService next) {
        return current.getAndSet(next);
    }

    /** The configuration in service. */
    @Nullable InService current() {
        return current.get();
    }
}
