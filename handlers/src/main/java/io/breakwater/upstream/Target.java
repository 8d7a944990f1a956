package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.route.UpstreamUrl;
import io.undertow.connector.ByteBufferPool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * One of the servers that an upstream consists of, with the connections to it. Safe for use by several threads.
 */
final class Target implements AutoCloseable {
    private final UpstreamUrl url;
    private final String host;
    private final Connector connector;
    private final ConnectionPool idle;
    private final @Nullable ConnectionLimit limit;
    private final TargetCounts counts = new TargetCounts();
    private final TargetHealth health;
    private final Set<UpstreamConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<XnioWorker> workers = ConcurrentHashMap.newKeySet();
    private final FailureLog log;
    private final AtomicInteger reserved = new AtomicInteger();

    /** @param limit null if there may be as many connections as requests need */
    Target(UpstreamUrl url, UpstreamOptions options, @Nullable ConnectionLimit limit) {
        this.url = url;
        this.host = url.origin().authority().toString();
        this.connector = new Connector(url, options);
        this.idle = new ConnectionPool(options.timeout());
        this.limit = limit;
        this.health = new TargetHealth(url.toString(), counts, System::nanoTime);
        this.log = new FailureLog(url.toString());
    }

    /** Counts one connection more, unless there are so many already; under the lock of the limit. */
    boolean reserve(int atMost) {
        boolean room = reserved.get() < atMost;
        if (room) {
            reserved.incrementAndGet();
        }
        return room;
    }

    /** Counts one connection less; under the lock of the limit. */
    void unreserve() {
        reserved.decrementAndGet();
    }

    /** Connections that there are, or are about to be, where they are limited. */
    int reserved() {
        return reserved.get();
    }

    /**
     * Opens a connection, for which there is room.
     *
     * @param webSocket whether it has to carry one
     */
    void connect(
            XnioIoThread io, ByteBufferPool buffers, boolean webSocket, Connector.Outcome outcome) {
        workers.add(io.getWorker());
        connector.connect(
                io,
                buffers,
                webSocket,
                new Connector.Outcome() {
                    @Override
                    public void connected(UpstreamConnection connection) {
                        open.add(connection);
                        connection.client().addCloseListener(closed -> gone(connection));
                        outcome.connected(connection);
                    }

                    @Override
                    public void failed(Failure failure) {
                        release();
                        outcome.failed(failure);
                    }
                });
    }

    /** Opens a connection that is not for requests and counts for nothing. */
    void connectForCheck(XnioIoThread io, ByteBufferPool buffers, Connector.Outcome outcome) {
        connector.connect(io, buffers, false, outcome);
    }

    private void gone(UpstreamConnection connection) {
        open.remove(connection);
        idle.forget(connection);
        release();
    }

    private void release() {
        if (limit != null) {
            limit.release(this);
        }
    }

    /** A connection of this thread that waits for a request, or null. */
    @Nullable UpstreamConnection takeIdle(XnioIoThread thread) {
        return idle.take(thread);
    }

    /** Keeps a connection for the next request. */
    void giveBack(UpstreamConnection connection) {
        idle.give(connection);
        if (limit != null) {
            share(limit, connection.client().getIoThread());
        }
    }

    /** Lets who waits have the idle connections of a thread, on that thread; those of other threads get room for new ones. */
    private void share(ConnectionLimit shared, XnioIoThread thread) {
        while (shared.waiting() > 0 && idle.hasOn(thread)) {
            ConnectionLimit.Waiter next = shared.nextOn(thread, this);
            if (next != null) {
                next.tryAgain(this);
            } else if (shared.isAwaited(this)) {
                idle.closeOne(thread);
            } else {
                return;
            }
        }
    }

    /** Whether another thread has an idle connection to share; it is told to do so. */
    boolean makesRoom() {
        XnioIoThread other = idle.anyThread();
        ConnectionLimit shared = limit;
        return other != null
                && shared != null
                && IoTasks.execute(other, () -> share(shared, other));
    }

    /** Whether a request of this thread would not have to wait. */
    boolean hasRoom(XnioIoThread thread) {
        return limit == null || !limit.isFull(this) || idle.hasOn(thread);
    }

    void failed(Failure failure) {
        counts.failed(failure);
        log.tell(failure);
    }

    UpstreamUrl url() {
        return url;
    }

    /** Its own authority, for requests that do not keep the client's. */
    String host() {
        return host;
    }

    TargetCounts counts() {
        return counts;
    }

    TargetHealth health() {
        return health;
    }

    TargetStatus status() {
        return new TargetStatus(
                url,
                state(),
                counts.requests(),
                counts.responses(),
                counts.failures(),
                counts.answerTime(),
                counts.ejections(),
                counts.inFlight(),
                open.size(),
                idle.size());
    }

    private TargetStatus.State state() {
        if (idle.isClosed()) {
            return TargetStatus.State.DRAINING;
        }
        if (health.isDown()) {
            return TargetStatus.State.DOWN;
        }
        return health.isEjected() ? TargetStatus.State.EJECTED : TargetStatus.State.LIVE;
    }

    /** Closes what is idle, and from now on each connection when its request is over. */
    void drain() {
        idle.close();
    }

    /** Whether nothing is in flight, or nothing can come of it any more because its server has stopped. */
    boolean isDrained() {
        return counts.inFlight() == 0 || workers.stream().allMatch(XnioWorker::isShutdown);
    }

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        drain();
        open.forEach(Target::cutOff);
        connector.close();
    }

    private static void cutOff(UpstreamConnection connection) {
        if (!IoTasks.execute(connection.client().getIoThread(), connection.watch()::expire)) {
            connection.closeNow();
        }
    }
}
