package io.breakwater.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Connections that wait for the next request. Each stays with its I/O thread, so there are no locks, and as many are kept as requests in
 * flight needed (P-17); what waits longer than the idle time is closed.
 */
final class ConnectionPool implements AutoCloseable {
    private final Duration keptIdle;
    private final TargetCounts counts;
    private final Map<XnioIoThread, Deque<UpstreamConnection>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ConnectionPool(Duration keptIdle, TargetCounts counts) {
        this.keptIdle = keptIdle;
        this.counts = counts;
    }

    /** A connection of this thread that was used last, or null. */
    @Nullable UpstreamConnection take(XnioIoThread thread) {
        Deque<UpstreamConnection> waiting = idle.get(thread);
        if (waiting == null) {
            return null;
        }
        UpstreamConnection next = poll(waiting);
        while (next != null && !next.isUsable()) {
            next.closeNow();
            next = poll(waiting);
        }
        return next;
    }

    private @Nullable UpstreamConnection poll(Deque<UpstreamConnection> waiting) {
        UpstreamConnection next = waiting.poll();
        if (next != null) {
            counts.notIdle();
        }
        return next;
    }

    /** Keeps a connection, on its own thread. */
    void give(UpstreamConnection connection) {
        if (closed) {
            connection.closeNow();
            return;
        }
        Deque<UpstreamConnection> waiting =
                idle.computeIfAbsent(
                        connection.client().getIoThread(), thread -> new ArrayDeque<>());
        waiting.push(connection);
        counts.keptIdle();
        connection
                .watch()
                .start(
                        idleNanos -> {
                            long left = keptIdle.toNanos() - idleNanos;
                            if (left <= 0) {
                                connection.closeNow();
                            }
                            return left;
                        });
    }

    /** A connection was closed, by whomever. */
    void forget(UpstreamConnection connection) {
        Deque<UpstreamConnection> waiting = idle.get(connection.client().getIoThread());
        if (waiting != null && waiting.remove(connection)) {
            counts.notIdle();
        }
    }

    /** Closes what waits, each on its own thread; what is in use is closed when it comes back. */
    @Override
    public void close() {
        closed = true;
        idle.forEach(this::closeOn);
    }

    private void closeOn(XnioIoThread thread, Deque<UpstreamConnection> waiting) {
        Runnable close =
                () -> {
                    for (UpstreamConnection next = poll(waiting);
                            next != null;
                            next = poll(waiting)) {
                        next.closeNow();
                    }
                };
        if (!IoTasks.execute(thread, close)) {
            close.run();
        }
    }

    boolean isClosed() {
        return closed;
    }
}
