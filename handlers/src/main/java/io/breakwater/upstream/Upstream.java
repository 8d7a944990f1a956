package io.breakwater.upstream;

import io.breakwater.options.LimitOptions;
import io.breakwater.options.UpstreamOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.util.concurrent.TimeUnit;

/**
 * The connections to an upstream, in the place where {@code ProxyHandler} looks for them. It must be given no retries and no request time of
 * its own: both are handled here.
 *
 * <p>Safe for use by several threads. {@link #close()} ends its threads and connections; requests in flight are answered first.
 */
public final class Upstream implements ProxyClient, AutoCloseable {
    private static final ProxyTarget TARGET = new ProxyTarget() {};

    private final ConnectionPool pool;
    private final Connector connector;
    private final RelayTimes times;
    private final long maxRequestBodyBytes;
    private final Via via;
    private final FailureLog log;

    /**
     * @param limits of the client's side
     * @param via names this server in Proxy-Status
     */
    public Upstream(UpstreamOptions options, LimitOptions limits, Via via) {
        this.pool = new ConnectionPool(options.timeout());
        this.connector = new Connector(options.targets().get(0), options);
        this.times =
                new RelayTimes(
                        options.timeout(), limits.socketTimeout(), options.websocketTimeout());
        this.maxRequestBodyBytes = limits.maxRequestBodyBytes().orElse(Long.MAX_VALUE);
        this.via = via;
        this.log = new FailureLog(options.targets().get(0).toString());
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

    ConnectionPool pool() {
        return pool;
    }

    Connector connector() {
        return connector;
    }

    RelayTimes times() {
        return times;
    }

    long maxRequestBodyBytes() {
        return maxRequestBodyBytes;
    }

    FailureLog log() {
        return log;
    }

    Via via() {
        return via;
    }

    @Override
    public void close() {
        pool.close();
        connector.close();
    }
}
