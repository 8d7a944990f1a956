package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * One request that waits for a connection: until it is its turn, it has waited for too long, or its client has gone. Used on its I/O thread,
 * except for what {@link ConnectionLimit} asks it.
 */
final class PlaceInLine implements ConnectionLimit.Waiter {
    private final Relay relay;
    private final ConnectionLimit limit;
    private final HttpServerExchange exchange;
    private XnioExecutor.@Nullable Key timer;
    private @Nullable ClientWatch client;

    PlaceInLine(Relay relay, ConnectionLimit limit, HttpServerExchange exchange) {
        this.relay = relay;
        this.limit = limit;
        this.exchange = exchange;
    }

    /** Whether there was one. */
    boolean take(Duration patience) {
        if (!limit.join(this)) {
            return false;
        }
        timer = IoTasks.executeAfter(thread(), this::timeOut, patience.toMillis());
        client = ClientWatch.start(exchange, this::abandon);
        return true;
    }

    /** Whether the place was still waiting, and is no more. */
    boolean giveUp() {
        if (!limit.leave(this)) {
            return false;
        }
        stopWatching();
        return true;
    }

    private void stopWatching() {
        if (timer != null) {
            timer.remove();
        }
        if (client != null) {
            client.stop();
        }
    }

    private void timeOut() {
        if (giveUp()) {
            relay.refuse(Failure.QUEUED_TOO_LONG);
        }
    }

    private void abandon() {
        if (giveUp()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    @Override
    public XnioIoThread thread() {
        return exchange.getIoThread();
    }

    @Override
    public boolean accepts(Target target) {
        return relay.attempts().accept(target);
    }

    @Override
    public void mayConnect(Target target) {
        stopWatching();
        if (exchange.isComplete()) {
            limit.release(target);
        } else {
            relay.connect(target);
        }
    }

    @Override
    public void tryAgain(Target target) {
        stopWatching();
        if (!exchange.isComplete()) {
            relay.tryTarget(target);
        }
    }
}
