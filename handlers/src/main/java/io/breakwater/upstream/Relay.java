package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.Protocols;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.conduits.StreamSinkConduit;

/** One client's request on its way to an upstream and back: finds it a connection, and an answer if the upstream gives none. */
final class Relay {
    private final Upstream upstream;
    private final HttpServerExchange exchange;
    private final PageFilter pages;
    private final ProxyCallback<ProxyConnection> callback;
    private final TargetVisit visit;
    private final Attempts attempts;
    private OutboundRequest outbound;
    private @Nullable StreamSinkConduit response;
    private @Nullable Target target; // while it counts the request as in flight
    private @Nullable PlaceInLine place;
    private @Nullable RelayConnection current;

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
        this.attempts = new Attempts(upstream, exchange, outbound);
        this.pages = new PageFilter(outbound.rewriting().pages(), exchange.getRequestHeaders());
    }

    void start() {
        visit.attachTo(exchange);
        exchange.addExchangeCompleteListener(
                (completed, next) -> {
                    complete();
                    next.proceed();
                });
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper(
                    (factory, wrapped) -> new ClientBody(factory.create(), this::brokenRequest));
        }
        exchange.addResponseWrapper((client, wrapped) -> pages.wrap(client, this::brokenBody));
        exchange.addResponseWrapper((factory, wrapped) -> response = prompt(factory.create()));
        tryNext(Failure.UNAVAILABLE);
    }

    private StreamSinkConduit prompt(StreamSinkConduit sink) {
        return exchange.getProtocol().equals(Protocols.HTTP_2_0) ? new PromptSink(sink) : sink;
    }

    private void complete() {
        if (isAbandoned()) {
            visit.failed(Failure.BODY_INCOMPLETE);
            exchange.setStatusCode(Failure.BODY_INCOMPLETE.status()); // for logs
        }
        if (place != null) {
            place.giveUp();
        }
        boolean tunnel = current != null && current.isTunnel();
        if (current != null) {
            current.exchangeComplete();
        }
        if (!tunnel) {
            leave();
        }
        pages.close();
    }

    /** Whether its client has gone before there was anything to answer. */
    private boolean isAbandoned() {
        boolean answered = current != null && current.hasAnswered();
        return !answered && !exchange.isResponseStarted() && visit.failure().isEmpty();
    }

    /** @param otherwise what to answer if there is no other target */
    private void tryNext(Failure otherwise) {
        Target next = attempts.next();
        if (next != null) {
            tryTarget(next);
        } else if (attempts.areNone()) {
            refuse(otherwise);
        } else {
            answer(otherwise);
        }
    }

    void tryTarget(Target next) {
        UpstreamConnection waiting = fit(next.takeIdle(exchange.getIoThread()));
        ConnectionLimit limit = upstream.limit();
        if (waiting != null) {
            enter(next);
            use(next, waiting, true);
        } else if (limit == null || limit.acquire(next)) {
            connect(next);
        } else {
            wait(next, limit);
        }
    }

    /** Room that was made before there was somebody to be told of it is looked for once more. */
    private void wait(Target chosen, ConnectionLimit limit) {
        PlaceInLine taken = new PlaceInLine(this, limit, exchange);
        if (!taken.take(upstream.patience())) {
            refuse(Failure.QUEUE_FULL);
            return;
        }
        place = taken;
        if (limit.acquire(chosen)) {
            if (taken.giveUp()) {
                connect(chosen);
            } else {
                limit.release(chosen);
            }
        } else {
            upstream.makeRoom(this);
        }
    }

    Attempts attempts() {
        return attempts;
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

    /** There is room for a connection. */
    void connect(Target to) {
        enter(to);
        to.connect(
                exchange.getIoThread(),
                exchange.getConnection().getByteBufferPool(),
                outbound.handshake().isPresent(),
                new Connector.Outcome() {
                    @Override
                    public void connected(UpstreamConnection connection) {
                        if (exchange.isComplete()) {
                            to.giveBack(connection);
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
        upstream.blame(unreached, failure);
        if (!exchange.isComplete()) {
            attempts.failedAt(unreached);
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
        boolean stale =
                failure == Failure.CLOSED && (connection.isReused() || connection.isUnprocessed());
        if (connection.hasAnswered()) {
            cutOff();
            return;
        }
        if (!stale) {
            upstream.blame(connection.target(), failure);
            attempts.failedAt(connection.target());
        }
        boolean silent = failure == Failure.CLOSED || failure == Failure.INCOMPLETE;
        if (silent && attempts.repeat(connection, stale)) {
            retry(connection.target(), stale);
        } else {
            answer(failure);
        }
    }

    private void retry(Target failed, boolean stale) {
        if (!attempts.stayAt(failed, stale)) {
            attempts.failedAt(failed);
            tryNext(Failure.CLOSED);
        } else if (upstream.limit() == null || upstream.limit().acquire(failed)) {
            connect(failed);
        } else {
            tryTarget(failed);
        }
    }

    private void brokenRequest(Failure failure) {
        if (current != null) {
            current.fail(failure);
        }
    }

    private void brokenBody() {
        if (current != null) {
            current.fail(Failure.MALFORMED);
        }
    }

    /** What the upstream sends cannot be used in part: it is asked for the whole (RFC 9110 section 14.2), which has not to be asked twice. */
    void askForWhole(RelayConnection connection) {
        connection.closeNow();
        leave();
        outbound = outbound.ofWhole();
        tryTarget(connection.target());
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

    /** There is no target for it. */
    void refuse(Failure failure) {
        upstream.refuses(failure);
        answer(failure);
    }

    private void answer(Failure failure) {
        visit.failed(failure);
        FailureAnswer.send(exchange, failure, upstream.via());
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

    PageFilter pages() {
        return pages;
    }

    TargetVisit visit() {
        return visit;
    }
}
