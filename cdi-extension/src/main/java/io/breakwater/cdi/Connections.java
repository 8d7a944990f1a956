package io.breakwater.cdi;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * The connections on which requests come, so that each can be ended when nothing is under way on it (P-21).
 *
 * <p>Safe for use by several threads.
 */
final class Connections {
    /** After so many turns of an I/O thread's loop it has accepted, and read, what was there before them. */
    private static final int TURNS = 3;

    private static final long LOOK_MILLIS = 20;

    private final Map<StreamConnection, TrackedConnection> open = new ConcurrentHashMap<>();
    private volatile boolean ending;

    /** Whether every answer is the last one on its connection. */
    boolean areEnding() {
        return ending;
    }

    void track(StreamConnection connection) {
        TrackedConnection tracked = new TrackedConnection(connection, this);
        open.put(connection, tracked);
        connection.getCloseSetter().set(closed -> open.remove(connection));
        connection
                .getSourceChannel()
                .setConduit(new HeardSource(connection.getSourceChannel().getConduit(), tracked));
    }

    /** Notes that a request is under way on its connection; those of HTTP/2 have been noted. */
    void enter(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof AbstractServerConnection http1) {
            TrackedConnection tracked = open.get(http1.getChannel());
            if (tracked != null) {
                tracked.enter(exchange);
            }
        }
    }

    /** The connection that a protocol was given. */
    TrackedConnection of(StreamConnection connection) {
        return Objects.requireNonNull(open.get(connection));
    }

    int count() {
        return open.size();
    }

    /** From now on answers are last ones. What listens has to be closed before. */
    void end() {
        ending = true;
        open.values().forEach(TrackedConnection::leaveIfUnused);
    }

    /** Closes what is idle and stays so for a moment, and waits until nothing is under way. */
    void await(Iterable<XnioIoThread> threads, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        turn(threads, limit);
        while (anyIs(TrackedConnection::isUnderWay) && System.nanoTime() < deadline) {
            open.values().forEach(TrackedConnection::endIfIdle);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        while (anyIs(TrackedConnection::isParting) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean anyIs(Predicate<TrackedConnection> state) {
        return open.values().stream().anyMatch(state);
    }

    /** Returns once each thread has done what was to be done before, and has read what was there. */
    void turn(Iterable<XnioIoThread> threads, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int i = 0; i < TURNS; i++) {
            turn(threads, deadline);
        }
    }

    private static void turn(Iterable<XnioIoThread> threads, long deadline)
            throws InterruptedException {
        for (XnioIoThread thread : threads) {
            CountDownLatch turned = new CountDownLatch(1);
            try {
                thread.execute(turned::countDown);
                turned.await(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                return;
            }
        }
    }
}
