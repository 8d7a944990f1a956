package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.conduits.StreamSinkConduit;

/** One client's request on its way to an upstream and back: finds it a connection, and an answer if the upstream gives none. */
final class Relay {
    /** RFC 9110 section 9.2.2. */
    private static final Set<HttpString> IDEMPOTENT =
            Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS, Methods.PUT, Methods.DELETE);

    private final Upstream upstream;
    private final HttpServerExchange exchange;
    private final OutboundRequest outbound;
    private final ProxyCallback<ProxyConnection> callback;
    private @Nullable StreamSinkConduit response;
    private @Nullable RelayConnection current;
    private boolean retried;

    Relay(
            Upstream upstream,
            HttpServerExchange exchange,
            OutboundRequest outbound,
            ProxyCallback<ProxyConnection> callback) {
        this.upstream = upstream;
        this.exchange = exchange;
        this.outbound = outbound;
        this.callback = callback;
    }

    void start() {
        exchange.addExchangeCompleteListener(
                (completed, next) -> {
                    if (current != null) {
                        current.exchangeComplete();
                    }
                    next.proceed();
                });
        exchange.addResponseWrapper((factory, wrapped) -> response = factory.create());
        UpstreamConnection waiting = upstream.pool().take(exchange.getIoThread());
        if (waiting != null) {
            use(waiting, true);
        } else {
            connect();
        }
    }

    private void connect() {
        if (upstream.pool().isClosed()) {
            answer(Failure.UNAVAILABLE);
            return;
        }
        upstream.connector()
                .connect(
                        exchange.getIoThread(),
                        exchange.getConnection().getByteBufferPool(),
                        new Connector.Outcome() {
                            @Override
                            public void connected(UpstreamConnection connection) {
                                if (exchange.isComplete()) {
                                    upstream.pool().give(connection);
                                } else {
                                    use(connection, false);
                                }
                            }

                            @Override
                            public void failed(Failure failure) {
                                answer(failure);
                            }
                        });
    }

    private void use(UpstreamConnection connection, boolean reused) {
        current = new RelayConnection(this, connection, reused);
        callback.completed(exchange, new ProxyConnection(current, "/"));
    }

    /** The current connection brought no answer, or not all of it. */
    void failed(RelayConnection connection, Failure failure) {
        connection.closeNow();
        if (connection.hasAnswered()) {
            cutOff();
        } else if (failure == Failure.CLOSED && mayRetry(connection)) {
            retried = true;
            connect();
        } else {
            answer(failure);
        }
    }

    /** Nobody must take a cut body for a whole one (P-15): where its end would be that of the connection, the connection is reset. */
    private void cutOff() {
        try {
            if (!exchange.isHttp11()) {
                exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
            }
        } catch (IOException | IllegalArgumentException closedAlready) {
            // then it has been cut off
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    private void answer(Failure failure) {
        upstream.log().tell(failure);
        FailureAnswer.send(exchange, failure, upstream.via());
    }

    /**
     * An upstream may close a waiting connection at any time, so a request that meets a closed one is sent again, once and on a new
     * connection: if nothing of it was sent, or if sending it twice is as good as once and it has no body (P-16).
     */
    private boolean mayRetry(RelayConnection connection) {
        boolean harmless =
                IDEMPOTENT.contains(exchange.getRequestMethod()) && !connection.hasRequestBody();
        return !retried && connection.isReused() && (!connection.isRequestStarted() || harmless);
    }

    /**
     * Sends the head of the response although there is nothing of its body yet: whoever waits for events wants to know that they will come
     * (P-18).
     */
    void flushHead() {
        if (response == null || exchange.isResponseComplete()) {
            return;
        }
        try {
            response.flush();
        } catch (IOException clientGone) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    OutboundRequest outbound() {
        return outbound;
    }

    Via via() {
        return upstream.via();
    }

    RelayTimes times() {
        return upstream.times();
    }

    long maxRequestBodyBytes() {
        return upstream.maxRequestBodyBytes();
    }

    ConnectionPool pool() {
        return upstream.pool();
    }
}
