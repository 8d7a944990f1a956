package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.ReadTimeoutException;

/** How long one direction of an exchange may be waited for. Waiting is begun and ended by any thread, and over in the I/O thread. */
final class IdleLimit {
    private final long limitMillis;
    private final HttpServerExchange exchange;
    private volatile long waitingSince;
    private volatile boolean expired;
    private XnioExecutor.@Nullable Key timer;

    IdleLimit(Duration limit, HttpServerExchange exchange) {
        this.limitMillis = Math.max(1, limit.toMillis());
        this.exchange = exchange;
    }

    /** What a thread waits at most. */
    long millis() {
        return limitMillis;
    }

    /** Bytes moved. */
    void touch() {
        waitingSince = System.nanoTime();
    }

    /** A listener waits from now on; it is woken up when time is over. */
    synchronized void await(Runnable wakeUp) {
        if (timer == null && !expired) {
            touch();
            arm(limitMillis, wakeUp);
        }
    }

    private void arm(long millis, Runnable wakeUp) {
        timer =
                exchange.getIoThread()
                        .executeAfter(() -> look(wakeUp), millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void look(Runnable wakeUp) {
        if (timer == null) {
            return;
        }
        timer = null;
        long left = limitMillis - elapsedMillis();
        if (left > 0) {
            arm(left, wakeUp);
            return;
        }
        expired = true;
        wakeUp.run();
        exchange.getIoThread().execute(this::close); // once the listener has seen it
    }

    long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - waitingSince);
    }

    /** Nobody waits. */
    synchronized void stop() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    /** A thread has waited as long as it may. */
    IOException expire() {
        expired = true;
        close();
        return new ReadTimeoutException("the client neither sends nor takes anything");
    }

    void check() throws IOException {
        if (expired) {
            throw expire();
        }
    }

    /** In HTTP/2 other requests share the connection; there the failure of the one that waits resets its stream. */
    private void close() {
        if (!exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
