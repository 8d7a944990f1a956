package io.breakwater.upstream;

import io.breakwater.answer.LastWord;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * A connection as {@code ProxyHandler} sees it, for one request: what it sends is composed anew, what comes back is vetted before it sees it.
 * Used on one I/O thread.
 */
final class RelayConnection extends ForwardingClientConnection {
    private final Relay relay;
    private final Target target;
    private final UpstreamConnection connection;
    private final boolean reused;
    private boolean requestBody;
    private long writtenBefore;
    private boolean over;
    private @Nullable RelayExchange started;

    /** @param reused whether the connection has carried requests before */
    RelayConnection(Relay relay, Target target, UpstreamConnection connection, boolean reused) {
        super(connection.client());
        this.relay = relay;
        this.target = target;
        this.connection = connection;
        this.reused = reused;
    }

    @Override
    public void sendRequest(ClientRequest request, ClientCallback<ClientExchange> callback) {
        requestBody = !relay.exchange().isRequestComplete();
        RequestHead.compose(
                request, relay.outbound(), target.host(), requestBody, connection.isHttp2());
        writtenBefore = connection.written();
        relay.visit().sent();
        connection.expect(request, relay.outbound().handshake().isPresent());
        connection.watch().start(this::nanosLeft);
        ClientCallback<ClientExchange> sent =
                new ClientCallback<>() {
                    @Override
                    public void completed(ClientExchange exchange) {
                        start(exchange, callback);
                    }

                    @Override
                    public void failed(IOException e) {
                        fail(causeOf(e));
                    }
                };
        try {
            super.sendRequest(request, sent);
        } catch (NullPointerException e) {
            fail(Failure.CLOSED); // Undertow's client stumbles when the connection closes while
            // it writes
        }
    }

    /** Undertow's client keeps the head back until the first byte of the body comes; the upstream may have something to say before. */
    private void start(ClientExchange exchange, ClientCallback<ClientExchange> callback) {
        RelayExchange sent =
                new RelayExchange(exchange, this, connection, relay.maxRequestBodyBytes());
        started = sent;
        connection.started(exchange, sent::continued);
        callback.completed(sent);
        if (requestBody && !over) {
            sent.flushHead();
        }
    }

    private long nanosLeft(long idleNanos) {
        RelayTimes times = relay.times();
        boolean client = started != null && started.isWaitingForClient();
        long left = (client ? times.client() : times.upstream()).toNanos() - idleNanos;
        if (left <= 0) {
            fail(client ? Failure.CLIENT_TIMEOUT : Failure.RESPONSE_TIMEOUT);
        }
        return client ? Math.min(left, times.upstream().toNanos()) : left;
    }

    /** The response head has come: whether it may be passed on. */
    boolean accept(ClientExchange exchange) {
        connection.headComplete();
        ClientResponse response = exchange.getResponse();
        Failure fault = over ? null : faultOf(exchange);
        if (fault != null) {
            fail(fault);
        }
        if (over) {
            return false;
        }
        if (relay.pages().refuses(response)) {
            refusePart();
            return false;
        }
        target.counts().answered(response.getResponseCode(), relay.visit().answered());
        target.health().succeeded();
        ResponseRules.clean(response, relay.outbound(), relay.via());
        relay.outbound()
                .stickiness()
                .ifPresent(sticky -> sticky.applyTo(response.getResponseHeaders(), target.url()));
        relay.pages().seen(response);
        frame(response);
        if (!relay.exchange().isRequestComplete()) {
            relay.exchange()
                    .setPersistent(false); // a final response that overtakes the body (P-15)
        }
        return true;
    }

    /** What to look for in the body before the response is passed on. */
    @Nullable BodyStart bodyStart() {
        return relay.pages().bodyStart();
    }

    /** The body cannot be read, which is known before anything of the response was passed on. */
    void refuseBody() {
        relay.pages().forget();
        fail(Failure.MALFORMED);
    }

    private @Nullable Failure faultOf(ClientExchange exchange) {
        Failure fault = ResponseRules.fault(exchange.getResponse(), relay.outbound());
        boolean inOrder = fault != null || connection.followBody(exchange);
        return inOrder ? fault : Failure.MALFORMED;
    }

    private void refusePart() {
        if (relay.outbound().whole()) {
            fail(Failure.MALFORMED); // nobody wanted a part
        } else {
            over = true;
            relay.askForWhole(this);
        }
    }

    /** Undertow would let the end of a connection that is not used again be the end of the body, and nobody would notice a cut (P-15). */
    private void frame(ClientResponse response) {
        HeaderMap headers = response.getResponseHeaders();
        boolean untilClose =
                !headers.contains(Headers.CONTENT_LENGTH)
                        && response.getResponseCode() != StatusCodes.SWITCHING_PROTOCOLS;
        if (untilClose && relay.exchange().isHttp11()) {
            headers.put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
    }

    /** The response was passed on as far as it has come. */
    void responseBegun() {
        if (!connection.isAnswerWhole()) { // gRPC knows an answer of trailers by its single frame
            relay.flushHead();
        }
    }

    /** The response has come to its end before the request has. */
    void responseOvertook() {
        LastWord.listen(relay.exchange());
    }

    /** Only the first failure counts: closing the connection makes others. */
    void fail(Failure failure) {
        if (!over) {
            over = true;
            if (started != null) {
                started.stopSending();
            }
            relay.failed(this, failure);
        }
    }

    Failure causeOf(IOException e) {
        return connection.causeOf(e);
    }

    /** The client has its answer, or is gone. */
    void exchangeComplete() {
        if (over || isTunnel()) {
            return;
        }
        over = true;
        if (started != null && started.isComplete() && connection.client().isOpen()) {
            connection.complete();
            target.giveBack(connection);
        } else {
            connection.closeNow();
        }
    }

    @Override
    public StreamConnection performUpgrade() throws IOException {
        connection.watch().start(this::tunnelNanosLeft);
        connection.client().addCloseListener(closed -> relay.leave());
        return super.performUpgrade();
    }

    private long tunnelNanosLeft(long idleNanos) {
        long left = relay.times().tunnel().toNanos() - idleNanos;
        if (left <= 0) {
            connection.closeNow();
            IoUtils.safeClose(relay.exchange().getConnection());
        }
        return left;
    }

    Target target() {
        return target;
    }

    /** Whether it carries no HTTP any more, or will not when the exchange is complete. */
    boolean isTunnel() {
        return started != null && started.isTunnel();
    }

    boolean isReused() {
        return reused;
    }

    boolean hasRequestBody() {
        return requestBody;
    }

    /** Whether the upstream has said that it has done nothing with the request. */
    boolean isUnprocessed() {
        return connection.isUnprocessed();
    }

    /** Whether any byte of the request, its head included, has left this machine. */
    boolean hasWritten() {
        return connection.written() > writtenBefore;
    }

    /** Whether the request may have been sent in part. */
    boolean isRequestStarted() {
        return started != null;
    }

    /** Whether a response was passed on. */
    boolean hasAnswered() {
        return started != null && started.hasAnswered();
    }

    void closeNow() {
        connection.closeNow();
    }

    /** Whoever closes it wants it closed, not drained. */
    @Override
    public void close() {
        over = true;
        connection.closeNow();
    }

    @Override
    public boolean isPushSupported() {
        return false;
    }

    @Override
    public boolean isMultiplexingSupported() {
        return false;
    }
}
