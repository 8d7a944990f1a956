package io.breakwater.cdi;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
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

    /** How long clients have to take the last bytes before the connection is gone: a reset would overtake them. */
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final Map<StreamConnection, TrackedConnection> open = new ConcurrentHashMap<>();
    private final Map<Ends, TrackedConnection> byEnds = new ConcurrentHashMap<>();
    private volatile boolean ending;

    /** The two ends of a connection, by which it is found where Undertow hides it. */
    private record Ends(SocketAddress peer, SocketAddress local) {}

    /** Whether every answer is the last one on its connection. */
    boolean areEnding() {
        return ending;
    }

    TrackedConnection track(StreamConnection connection) {
        TrackedConnection tracked = new TrackedConnection(connection, this);
        Ends ends = new Ends(connection.getPeerAddress(), connection.getLocalAddress());
        open.put(connection, tracked);
        byEnds.put(ends, tracked);
        connection
                .getCloseSetter()
                .set(
                        closed -> {
                            open.remove(connection);
                            byEnds.remove(ends, tracked);
                        });
        connection
                .getSourceChannel()
                .setConduit(new HeardSource(connection.getSourceChannel().getConduit(), tracked));
        return tracked;
    }

    /** Notes that a request is under way on its connection; those of HTTP/2 in TLS have been noted. */
    void enter(HttpServerExchange exchange) {
        ServerConnection connection = exchange.getConnection();
        if (connection instanceof AbstractServerConnection http1) {
            TrackedConnection tracked = open.get(http1.getChannel());
            if (tracked != null) {
                tracked.enter(exchange);
            }
            return;
        }
        TrackedConnection prior =
                byEnds.get(new Ends(connection.getPeerAddress(), connection.getLocalAddress()));
        if (prior != null && !prior.isKnownHttp2()) {
            prior.speaksHttp2(null);
            prior.enter(exchange);
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
    }

    /** Closes what is idle and stays so for a moment, and waits until nothing is under way. */
    void await(Iterable<XnioIoThread> threads, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        turn(threads, limit);
        while (anyIs(TrackedConnection::isUnderWay) && System.nanoTime() < deadline) {
            open.values().forEach(TrackedConnection::endIfIdle);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        long parting = Math.min(deadline, System.nanoTime() + PARTING.toNanos());
        while (anyIs(TrackedConnection::isEnded) && System.nanoTime() < parting) {
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
