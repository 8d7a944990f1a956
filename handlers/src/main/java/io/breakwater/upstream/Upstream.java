package io.breakwater.upstream;

import io.breakwater.options.LimitOptions;
import io.breakwater.options.PoolOptions;
import io.breakwater.options.UpstreamOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The connections to an upstream, in the place where {@code ProxyHandler} looks for them. It must be given no retries and no request time of
 * its own: both are handled here.
 *
 * <p>Safe for use by several threads. {@link #close()} ends its threads and connections; requests in flight are answered first.
 */
public final class Upstream implements ProxyClient, AutoCloseable {
    private static final ProxyTarget TARGET = new ProxyTarget() {};

    private final String route;
    private final List<Target> targets;
    private final Balancer balancer;
    private final PoolOptions pool;
    private final LongAdder retries = new LongAdder();
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
        this.targets = options.targets().stream().map(url -> new Target(url, options)).toList();
        this.pool = options.pool();
        this.balancer = new Balancer(targets, pool.balance());
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
        new Relay(this, exchange, outbound, callback).start();
    }

    /** How it is now. */
    public UpstreamStatus status() {
        return new UpstreamStatus(
                route, 0, retries.sum(), targets.stream().map(Target::status).toList());
    }

    String route() {
        return route;
    }

    Balancer balancer() {
        return balancer;
    }

    /** How often a request may be sent again. */
    int retriesAllowed() {
        return pool.retries();
    }

    void retried() {
        retries.increment();
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

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        targets.forEach(Target::close);
    }
}
