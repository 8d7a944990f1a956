package io.breakwater.cdi;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConnectionUtils;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** A connection and what is under way on it: requests, or the first bytes of one. */
final class TrackedConnection {
    /**
     * How long a client may take for the next request before its connection counts as idle: one that was just answered has often sent it
     * already, and would lose it. In HTTP/2 it need not wait, as GOAWAY tells which requests were taken (RFC 9113 section 6.8).
     */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StreamConnection connection;
    private final Connections all;
    private final AtomicInteger requests = new AtomicInteger();
    private final ExchangeCompletionListener completed = this::completed;
    private volatile boolean heard;
    private volatile boolean everHeard;
    private volatile boolean tunnel;
    private volatile boolean ended;
    private volatile boolean http2;
    private volatile @Nullable Http2Channel channel;
    private volatile long lastUse = System.nanoTime();

    TrackedConnection(StreamConnection connection, Connections all) {
        this.connection = connection;
        this.all = all;
    }

    /** Bytes have come that belong to no request so far. */
    void hear() {
        heard = true;
        everHeard = true;
    }

    boolean wasEverHeard() {
        return everHeard;
    }

    /** @param spoken null where it is not known, and GOAWAY cannot be said */
    void speaksHttp2(@Nullable Http2Channel spoken) {
        http2 = true;
        channel = spoken;
    }

    /** Whether requests on it are noted where its protocol is. */
    boolean isKnownHttp2() {
        return channel != null;
    }

    void enter(HttpServerExchange exchange) {
        requests.incrementAndGet();
        exchange.addExchangeCompleteListener(completed);
    }

    private void completed(
            HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        heard = false;
        tunnel = exchange.isUpgrade();
        ended |= !http2 && !exchange.isPersistent(); // Undertow closes it
        lastUse = System.nanoTime();
        requests.decrementAndGet();
        if (all.areEnding() && http2) {
            endIfIdle();
        }
        next.proceed();
    }

    private boolean isIdle() {
        return !ended && requests.get() == 0 && !tunnel && (http2 || !heard && hasPaused());
    }

    private boolean hasPaused() {
        return System.nanoTime() - lastUse >= PAUSE.toNanos();
    }

    /** Tunnels are no requests: they go on until the server is gone. */
    boolean isUnderWay() {
        return !tunnel && !ended;
    }

    /** Whether only the client has to close it. */
    boolean isEnded() {
        return ended;
    }

    /** On its own thread, as that is the one that reads. */
    void endIfIdle() {
        try {
            connection.getIoThread().execute(this::endNowIfIdle);
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(connection);
        }
    }

    private void endNowIfIdle() {
        Http2Channel spoken = channel;
        if (!isIdle()) {
            return;
        }
        ended = true;
        if (spoken != null) {
            spoken.sendGoAway(Http2Channel.ERROR_NO_ERROR); // and closes
        } else {
            ConnectionUtils.cleanClose(connection, connection);
        }
    }
}
