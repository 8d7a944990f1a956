package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioWorker;

/**
 * Breakwater in front of a host of WildFly, for as long as that is there.
 *
 * <p>WildFly does not tell a filter's handler of a reload, which makes everything anew in the same process. But it ends the worker whose
 * connections the handler has served, and with that Breakwater ends, its threads and health checks included.
 */
final class ServerFilter implements HttpHandler {
    private final Breakwater breakwater;
    private final AtomicBoolean served = new AtomicBoolean();

    private ServerFilter(Breakwater breakwater) {
        this.breakwater = breakwater;
    }

    static HttpHandler before(HttpHandler next, BreakwaterOptions options) {
        return new ServerFilter(Breakwater.of(options, next));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!served.get() && served.compareAndSet(false, true)) {
            endWith(exchange.getConnection().getWorker());
        }
        breakwater.handleRequest(exchange);
    }

    private void endWith(XnioWorker worker) {
        Thread waiting = new Thread(() -> closeAfter(worker), "breakwater-reload");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** Nothing is in flight any more then. */
    private void closeAfter(XnioWorker worker) {
        try {
            worker.awaitTermination();
            breakwater.close(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
