package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
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
    private final Map<XnioIoThread, Idle> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** The connections of one thread, the one used last in front; used on that thread, except for its size. */
    private static final class Idle {
        private final Deque<UpstreamConnection> connections = new ArrayDeque<>();
        private volatile int size;

        void push(UpstreamConnection connection) {
            connections.push(connection);
            size = connections.size();
        }

        @Nullable UpstreamConnection poll() {
            UpstreamConnection last = connections.poll();
            size = connections.size();
            return last;
        }

        void remove(UpstreamConnection connection) {
            if (connections.remove(connection)) {
                size = connections.size();
            }
        }
    }

    ConnectionPool(Duration keptIdle) {
        this.keptIdle = keptIdle;
    }

    /** A connection of this thread that was used last, or null. */
    @Nullable UpstreamConnection take(XnioIoThread thread) {
        Idle waiting = idle.get(thread);
        if (waiting == null) {
            return null;
        }
        UpstreamConnection next = waiting.poll();
        while (next != null && !next.isUsable()) {
            next.closeNow();
            next = waiting.poll();
        }
        return next;
    }

    /** Keeps a connection, on its own thread. */
    void give(UpstreamConnection connection) {
        if (closed) {
            connection.closeNow();
            return;
        }
        idle.computeIfAbsent(connection.client().getIoThread(), thread -> new Idle())
                .push(connection);
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
        Idle waiting = idle.get(connection.client().getIoThread());
        if (waiting != null) {
            waiting.remove(connection);
        }
    }

    /** Closes one connection of this thread, if there is any. */
    void closeOne(XnioIoThread thread) {
        UpstreamConnection spare = take(thread);
        if (spare != null) {
            spare.closeNow();
        }
    }

    /** A thread that has a connection waiting, or had just now; null if there is none. */
    @Nullable XnioIoThread anyThread() {
        for (Map.Entry<XnioIoThread, Idle> entry : idle.entrySet()) {
            if (entry.getValue().size > 0) {
                return entry.getKey();
            }
        }
        return null;
    }

    boolean hasOn(XnioIoThread thread) {
        Idle waiting = idle.get(thread);
        return waiting != null && waiting.size > 0;
    }

    int size() {
        return idle.values().stream().mapToInt(waiting -> waiting.size).sum();
    }

    /** Closes what waits, each on its own thread; what is in use is closed when it comes back. */
    @Override
    public void close() {
        closed = true;
        idle.forEach(ConnectionPool::closeOn);
    }

    private static void closeOn(XnioIoThread thread, Idle waiting) {
        Runnable close =
                () -> {
                    for (UpstreamConnection next = waiting.poll();
                            next != null;
                            next = waiting.poll()) {
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
