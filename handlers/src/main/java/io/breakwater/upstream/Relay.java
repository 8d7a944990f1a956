package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private final TargetVisit visit;
    private final List<Target> tried = new ArrayList<>(1);
    private @Nullable StreamSinkConduit response;
    private @Nullable Target target; // while it counts the request as in flight
    private @Nullable RelayConnection current;
    private int retries;

    Relay(
            Upstream upstream,
            HttpServerExchange exchange,
            OutboundRequest outbound,
            ProxyCallback<ProxyConnection> callback) {
        this.upstream = upstream;
        this.exchange = exchange;
        this.outbound = outbound;
        this.callback = callback;
        this.visit = new TargetVisit(upstream.route());
    }

    void start() {
        visit.attachTo(exchange);
        exchange.addExchangeCompleteListener(
                (completed, next) -> {
                    complete();
                    next.proceed();
                });
        exchange.addResponseWrapper((factory, wrapped) -> response = factory.create());
        tryNext(Failure.UNAVAILABLE);
    }

    private void complete() {
        boolean tunnel = current != null && current.isTunnel();
        if (current != null) {
            current.exchangeComplete();
        }
        if (!tunnel) {
            leave();
        }
    }

    /** @param otherwise what to answer if there is no other target */
    private void tryNext(Failure otherwise) {
        Target next = upstream.isClosed() ? null : upstream.balancer().choose(exchange, tried);
        if (next == null) {
            answer(otherwise);
        } else {
            tryTarget(next);
        }
    }

    private void tryTarget(Target next) {
        enter(next);
        UpstreamConnection waiting = fit(next.idle().take(exchange.getIoThread()));
        if (waiting != null) {
            use(next, waiting, true);
        } else {
            connect(next);
        }
    }

    /** HTTP/2 carries no WebSocket, so its place is given to a connection that does. */
    private @Nullable UpstreamConnection fit(@Nullable UpstreamConnection waiting) {
        if (waiting != null && waiting.isHttp2() && outbound.handshake().isPresent()) {
            waiting.closeNow();
            return null;
        }
        return waiting;
    }

    private void enter(Target next) {
        target = next;
        next.counts().entered();
        visit.tries(next.url());
    }

    /** The target has nothing more to do with the request, or never had. */
    void leave() {
        if (target != null) {
            target.counts().left();
            target = null;
        }
    }

    private void connect(Target to) {
        to.connect(
                exchange.getIoThread(),
                exchange.getConnection().getByteBufferPool(),
                outbound.handshake().isPresent(),
                new Connector.Outcome() {
                    @Override
                    public void connected(UpstreamConnection connection) {
                        if (exchange.isComplete()) {
                            to.idle().give(connection);
                        } else {
                            use(to, connection, false);
                        }
                    }

                    @Override
                    public void failed(Failure failure) {
                        unreachable(to, failure);
                    }
                });
    }

    /** Nothing was asked of it, so another target may be asked, whatever the request. */
    private void unreachable(Target unreached, Failure failure) {
        fault(unreached, failure);
        if (!exchange.isComplete()) {
            tried.add(unreached);
            tryNext(failure);
        }
    }

    private void fault(Target faulty, Failure failure) {
        faulty.failed(failure);
        visit.failed(failure);
        leave();
    }

    private void use(Target of, UpstreamConnection connection, boolean reused) {
        current = new RelayConnection(this, of, connection, reused);
        callback.completed(exchange, new ProxyConnection(current, "/"));
    }

    /** The current connection brought no answer, or not all of it. */
    void failed(RelayConnection connection, Failure failure) {
        connection.closeNow();
        fault(connection.target(), failure);
        if (connection.hasAnswered()) {
            cutOff();
        } else if (failure == Failure.CLOSED && mayRetry(connection)) {
            retries++;
            upstream.retried();
            enter(connection.target());
            connect(connection.target());
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
        FailureAnswer.send(exchange, failure, upstream.via());
    }

    /**
     * An upstream may close a waiting connection at any time, so a request that meets a closed one is sent again, once and on a new
     * connection: if nothing of it was sent, or if sending it twice is as good as once and it has no body (P-16).
     */
    private boolean mayRetry(RelayConnection connection) {
        boolean harmless =
                IDEMPOTENT.contains(exchange.getRequestMethod()) && !connection.hasRequestBody();
        boolean unprocessed = connection.isUnprocessed() && !connection.hasRequestBody();
        boolean raced = connection.isReused() && (!connection.isRequestStarted() || harmless);
        return retries < upstream.retriesAllowed() && (unprocessed || raced);
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

    TargetVisit visit() {
        return visit;
    }
}
