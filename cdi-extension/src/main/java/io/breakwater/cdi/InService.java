package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A configuration that requests are served by. When another takes its place, requests that are under way end here, and then its connections
 * and threads do (P-23).
 */
final class InService implements AutoCloseable {
    private static final int CLOSED = -1;

    private final BreakwaterOptions options;
    private final Breakwater breakwater;
    private final AccessLog log;
    private final HttpHandler handler;
    private final Traffic traffic;
    private final AtomicInteger requests = new AtomicInteger();
    private final ExchangeCompletionListener left = this::left;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean retired;

    /** @throws IllegalStateException if its log cannot be written */
    InService(BreakwaterOptions options, HttpHandler application, Traffic traffic) {
        this.traffic = traffic;
        this.options = options;
        this.log = AccessLog.of(options.listen().accessLog());
        this.breakwater = Breakwater.of(options, application);
        this.handler = log.before(breakwater);
    }

    BreakwaterOptions options() {
        return options;
    }

    Breakwater breakwater() {
        return breakwater;
    }

    HttpHandler handler() {
        return handler;
    }

    /** Whether a request may still come in; if so it is waited for. */
    boolean enter(HttpServerExchange exchange) {
        int now = requests.get();
        while (now != CLOSED && !requests.compareAndSet(now, now + 1)) {
            now = requests.get();
        }
        if (now == CLOSED) {
            return false;
        }
        exchange.addExchangeCompleteListener(left);
        return true;
    }

    private void left(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        try {
            traffic.answered(exchange);
            next.proceed();
        } finally {
            requests.decrementAndGet();
            closeIfDone();
        }
    }

    /** Closes it once the last request is answered. */
    void retire() {
        retired = true;
        closeIfDone();
    }

    private void closeIfDone() {
        if (retired && requests.compareAndSet(0, CLOSED)) {
            close();
        }
    }

    /** At once, whatever is under way. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            breakwater.close();
            log.close();
        }
    }

    /** Waits until its log is written. */
    void await() throws InterruptedException {
        log.await();
    }
}
