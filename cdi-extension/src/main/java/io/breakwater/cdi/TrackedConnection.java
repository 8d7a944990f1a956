package io.breakwater.cdi;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** A connection and what is under way on it: requests, or the first bytes of one. */
final class TrackedConnection {
    /**
     * How long a client may take for the next request before its connection counts as idle: one that was just answered has often sent it
     * already, and would lose it. In HTTP/2, how long it may take to hear that no more are wanted.
     */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a client may say nothing until it counts as one that has taken all, and does not care to close. */
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final StreamConnection connection;
    private final Connections all;
    private final AtomicInteger requests = new AtomicInteger();
    private final ExchangeCompletionListener completed = this::completed;
    private volatile boolean heard;
    private volatile boolean tunnel;
    private volatile boolean ended;
    private volatile @Nullable ServedHttp2 http2;
    private volatile long lastHeard = System.nanoTime();
    private volatile long lastUse = lastHeard;

    TrackedConnection(StreamConnection connection, Connections all) {
        this.connection = connection;
        this.all = all;
    }

    /** Bytes have come that belong to no request so far. */
    void hear() {
        heard = true;
        lastHeard = System.nanoTime();
    }

    void speaks(ServedHttp2 spoken) {
        http2 = spoken;
    }

    void enter(HttpServerExchange exchange) {
        requests.incrementAndGet();
        exchange.addExchangeCompleteListener(completed);
        if (all.areEnding()) {
            leave();
        }
    }

    private void completed(
            HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        heard = false;
        tunnel = exchange.isUpgrade();
        if (http2 == null) {
            ended |= !exchange.isPersistent(); // Undertow closes it
            lastUse = System.nanoTime();
        }
        requests.decrementAndGet();
        if (all.areEnding()) {
            leaveIfUnused();
        }
        next.proceed();
    }

    private boolean isIdle() {
        ServedHttp2 spoken = http2;
        boolean begun = spoken == null ? heard : spoken.isWithinFrame();
        boolean left = spoken != null && spoken.isLeft();
        return isUnused() && !begun && (left || hasBeen(PAUSE, lastUse));
    }

    private boolean isUnused() {
        return !ended && requests.get() == 0 && !tunnel;
    }

    private static boolean hasBeen(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }

    /** Tunnels are no requests: they go on until the server is gone. */
    boolean isUnderWay() {
        return !tunnel && !ended;
    }

    /** Whether only the client has to close it, and seems to be at it. */
    boolean isParting() {
        return ended && !hasBeen(PARTING, Math.max(lastHeard, lastUse));
    }

    /**
     * Says that no more requests are wanted, where that can be said. Not before there are none or another comes: there are clients that take
     * it for the end of those that are under way.
     */
    void leaveIfUnused() {
        if (isUnused()) {
            leave();
        }
    }

    private void leave() {
        ServedHttp2 spoken = http2;
        if (spoken != null) {
            lastUse = System.nanoTime();
            onItsThread(spoken::leave);
        }
    }

    void endIfIdle() {
        onItsThread(this::endNowIfIdle);
    }

    /** That is the one that reads. Now if this is it, as tasks may wait long for a thread that is busy. */
    private void onItsThread(Runnable action) {
        XnioIoThread thread = connection.getIoThread();
        if (thread == Thread.currentThread()) {
            action.run();
            return;
        }
        try {
            thread.execute(action);
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(connection);
        }
    }

    private void endNowIfIdle() {
        ServedHttp2 spoken = http2;
        if (!isIdle()) {
            return;
        }
        ended = true;
        lastUse = System.nanoTime();
        if (spoken != null) {
            spoken.part();
        } else {
            Parting.begin(connection, connection);
        }
    }
}
