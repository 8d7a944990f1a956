package io.breakwater.upstream;

import io.breakwater.options.LimitOptions;
import io.breakwater.options.PoolOptions;
import io.breakwater.options.UpstreamOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * The connections to an upstream, in the place where {@code ProxyHandler} looks for them. It must be given no retries and no request time of
 * its own: both are handled here.
 *
 * <p>Safe for use by several threads. {@link #close()} ends its threads and connections; requests in flight are answered first.
 */
public final class Upstream implements ProxyClient, AutoCloseable {
    /** How long {@link #close()} waits for requests and tunnels that are in flight. */
    public static final Duration DRAINING = Duration.ofSeconds(10);

    private static final ProxyTarget TARGET = new ProxyTarget() {};
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final String route;
    private final List<Target> targets;
    private final Balancer balancer;
    private final PoolOptions pool;
    private final @Nullable ConnectionLimit limit; // null if there is none
    private final Duration patience;
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final FailureCounts refusals = new FailureCounts();
    private final FailureLog log;
    private final RetryBudget budget = new RetryBudget(requests::sum, System::nanoTime);
    private final @Nullable HealthChecks checks; // null if there are none
    private final RelayTimes times;
    private final long maxRequestBodyBytes;
    private final Via via;
    private volatile boolean closed;

    /**
     * @param route the operator's word for it
     * @param limits of the client's side
     * @param via names this server in Proxy-Status
     */
    public Upstream(String route, UpstreamOptions options, LimitOptions limits, Via via) {
        this.route = route;
        this.log = new FailureLog(route);
        this.pool = options.pool();
        ConnectionLimit shared =
                pool.maxConnections().isPresent()
                        ? new ConnectionLimit(pool.maxConnections().getAsInt(), pool.queue())
                        : null;
        this.limit = shared;
        this.patience = options.connectTimeout();
        this.targets =
                options.targets().stream().map(url -> new Target(url, options, shared)).toList();
        this.balancer = new Balancer(targets, pool.balance());
        this.checks = pool.health().map(check -> new HealthChecks(targets, check)).orElse(null);
        this.times =
                new RelayTimes(
                        options.timeout(), limits.socketTimeout(), options.websocketTimeout());
        this.maxRequestBodyBytes = limits.maxRequestBodyBytes().orElse(Long.MAX_VALUE);
        this.via = via;
    }

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        return TARGET;
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        OutboundRequest outbound = OutboundRequest.of(exchange);
        if (outbound == null) {
            throw new IllegalStateException("no outbound request was attached to the exchange");
        }
        if (closed) {
            refuses(Failure.UNAVAILABLE);
            FailureAnswer.send(exchange, Failure.UNAVAILABLE, via);
            return;
        }
        requests.increment();
        new Relay(this, exchange, outbound, callback).start();
    }

    /** How it is now. */
    public UpstreamStatus status() {
        return new UpstreamStatus(
                route,
                requests.sum(),
                limit == null ? 0 : limit.waiting(),
                retries.sum(),
                refusals.sums(),
                targets.stream().map(Target::status).toList());
    }

    String route() {
        return route;
    }

    Balancer balancer() {
        return balancer;
    }

    /** The target that a request's client was at before, or null. */
    @Nullable Target targetOf(Stickiness sticky) {
        return targets.stream()
                .filter(target -> target.url().equals(sticky.wanted()))
                .findFirst()
                .orElse(null);
    }

    /** Null if there may be as many connections as requests need. */
    @Nullable ConnectionLimit limit() {
        return limit;
    }

    /** How long a request waits for a connection at most: as long as for one to be made. */
    Duration patience() {
        return patience;
    }

    /** Connections that wait on other threads, where no request is, are closed for one that has none. */
    void makeRoom(Relay relay) {
        for (Target target : targets) {
            if (relay.attempts().accept(target) && target.makesRoom()) {
                return;
            }
        }
    }

    /** A target has failed. A single one is not left out: there is no other. */
    void blame(Target target, Failure failure) {
        if (failure.isTargets() && targets.size() > 1) {
            target.health().failed(failure);
        }
    }

    /** A request is answered without a target. */
    void refuses(Failure failure) {
        refusals.count(failure);
        log.tell(failure);
    }

    /** How often a request may be sent again. */
    int retriesAllowed() {
        return pool.retries();
    }

    /** Whether there may be one more retry, which happens then. */
    boolean mayRetry() {
        boolean may = budget.spend();
        if (may) {
            retries.increment();
        }
        return may;
    }

    RelayTimes times() {
        return times;
    }

    long maxRequestBodyBytes() {
        return maxRequestBodyBytes;
    }

    Via via() {
        return via;
    }

    /** Refuses new requests, and closes connections as they become idle. */
    public void drain() {
        closed = true;
        if (checks != null) {
            checks.close();
        }
        targets.forEach(Target::drain);
    }

    /** The same as {@link #close(Duration)} with {@link #DRAINING}. */
    @Override
    public void close() {
        close(DRAINING);
    }

    /**
     * Refuses new requests, waits until those in flight are answered and tunnels are closed, cuts off those that are not after some time, and
     * ends all threads. On an I/O thread, which those requests may need, another thread waits.
     */
    public void close(Duration patience) {
        if (Thread.currentThread() instanceof XnioIoThread) {
            new Thread(() -> close(patience), "breakwater-drain").start();
            return;
        }
        drain();
        long end = System.nanoTime() + patience.toNanos();
        while (!isDrained() && System.nanoTime() - end < 0 && !Thread.interrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        targets.forEach(Target::close);
    }

    private boolean isDrained() {
        boolean nobodyWaits = limit == null || limit.waiting() == 0;
        return nobodyWaits && targets.stream().allMatch(Target::isDrained);
    }
}
