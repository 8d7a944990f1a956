package io.breakwater.upstream;

import io.undertow.channels.DetachableStreamSourceChannel;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ContinueNotification;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** A request that was sent and its response, as {@code ProxyHandler} sees them. Used on one I/O thread. */
final class RelayExchange extends ForwardingClientExchange {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ClientExchange delegate;
    private final RelayConnection connection;
    private final UpstreamConnection carrier;
    private final RequestSink sink;
    private ContinueNotification continueHandler = exchange -> {};
    private boolean answered;
    private boolean responseRead;
    private @Nullable BodyStart bodyStart;

    RelayExchange(
            ClientExchange delegate,
            RelayConnection connection,
            UpstreamConnection carrier,
            long maxRequestBodyBytes) {
        super(delegate);
        this.delegate = delegate;
        this.connection = connection;
        this.carrier = carrier;
        this.sink =
                new RequestSink(
                        delegate.getRequestChannel(),
                        carrier.isHttp2(),
                        maxRequestBodyBytes,
                        () -> connection.fail(Failure.BODY_TOO_LARGE));
    }

    @Override
    public StreamSinkChannel getRequestChannel() {
        return sink;
    }

    void flushHead() {
        sink.flush();
    }

    /** Nothing more of the request goes to the upstream. */
    void stopSending() {
        sink.discard();
    }

    @Override
    public void setContinueHandler(ContinueNotification handler) {
        continueHandler = handler;
        super.setContinueHandler(handler);
    }

    /** The upstream wants the body. */
    void continued() {
        continueHandler.handleContinue(this);
    }

    @Override
    public void setResponseListener(ClientCallback<ClientExchange> listener) {
        super.setResponseListener(
                new ClientCallback<>() {
                    @Override
                    public void completed(ClientExchange exchange) {
                        if (connection.accept(exchange)) {
                            lookAtBody(() -> passOn(listener));
                        }
                    }

                    @Override
                    public void failed(IOException e) {
                        if (!answered || !carrier.isAnswerWhole()) {
                            connection.fail(connection.causeOf(e));
                        }
                    }
                });
    }

    private void lookAtBody(Runnable next) {
        bodyStart = connection.bodyStart();
        if (bodyStart == null) {
            next.run();
        } else {
            bodyStart.await(
                    super.getResponseChannel(),
                    right -> {
                        if (right) {
                            next.run();
                        } else {
                            connection.refuseBody();
                        }
                    },
                    e -> connection.fail(connection.causeOf(e)));
        }
    }

    private void passOn(ClientCallback<ClientExchange> listener) {
        answered = true;
        listener.completed(this);
        connection.responseBegun();
    }

    @Override
    public StreamSourceChannel getResponseChannel() {
        return new DetachableStreamSourceChannel(super.getResponseChannel()) {
            @Override
            protected boolean isFinished() {
                return false;
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                int seen = bodyStart == null ? 0 : bodyStart.giveBack(target);
                return seen > 0 ? seen : (int) noticed(() -> super.read(target));
            }

            @Override
            public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
                for (int i = offset; i < offset + length; i++) {
                    if (targets[i].hasRemaining()) {
                        return read(targets[i]);
                    }
                }
                return 0;
            }
        };
    }

    /** Reads from the upstream. */
    private interface Reading {
        long read() throws IOException;
    }

    private long noticed(Reading reading) throws IOException {
        try {
            return notice(reading.read());
        } catch (IOException e) {
            connection.fail(connection.causeOf(e));
            throw e;
        }
    }

    private long notice(long count) {
        if (count == -1 && !responseRead) {
            responseRead = true;
            if (!isRequestSent()) {
                stopSending();
                connection.responseOvertook();
            }
        }
        return count;
    }

    /** Whether a response was passed on. */
    boolean hasAnswered() {
        return answered;
    }

    /** Whether request and response were sent and read to their ends, so that the connection can carry the next ones. */
    boolean isComplete() {
        return responseRead && isRequestSent() && !delegate.getConnection().isUpgraded();
    }

    private boolean isRequestSent() {
        return carrier.isSent(delegate);
    }

    boolean isTunnel() {
        return answered && delegate.getResponse().getResponseCode() == SWITCHING_PROTOCOLS;
    }

    /** Whether nothing can happen on the upstream's connection before the client sends more of its request or takes more of the response. */
    boolean isWaitingForClient() {
        boolean forBody = !sink.isDiscarding() && !isRequestSent() && !carrier.isSending(delegate);
        boolean forTaking = answered && !carrier.isReading(delegate);
        return forBody || forTaking;
    }

    @Override
    public ClientConnection getConnection() {
        return connection;
    }

    /** {@code ProxyHandler} puts the client's trailers here. */
    @Override
    public <T> @Nullable T putAttachment(AttachmentKey<T> key, T value) {
        if (value instanceof HeaderMap trailers && HttpAttachments.RESPONSE_TRAILERS.equals(key)) {
            Trailers.cleanRequest(trailers);
        }
        return super.putAttachment(key, value);
    }

    /** {@code ProxyHandler} takes the upstream's trailers from here. */
    @Override
    public <T> @Nullable T getAttachment(AttachmentKey<T> key) {
        T value = super.getAttachment(key);
        if (value instanceof HeaderMap trailers && HttpAttachments.REQUEST_TRAILERS.equals(key)) {
            Trailers.cleanResponse(trailers);
        }
        return value;
    }
}
