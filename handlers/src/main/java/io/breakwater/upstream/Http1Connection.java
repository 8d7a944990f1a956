package io.breakwater.upstream;

import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.PushBackStreamSourceConduit;

/**
 * A connection that speaks HTTP/1.1: Undertow's client, and what it was put on top of.
 *
 * @param client speaks HTTP
 * @param stream the socket
 * @param heads what comes in
 * @param chunks what comes in of chunked bodies
 * @param pushedBack what has come in and was not for whom it was read by
 * @param meter what goes out
 * @param watch over both
 */
record Http1Connection(
        ClientConnection client,
        StreamConnection stream,
        ResponseHeads heads,
        ResponseChunks chunks,
        PushBackStreamSourceConduit pushedBack,
        SinkMeter meter,
        IdleWatch watch)
        implements UpstreamConnection {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    @Override
    public boolean isHttp2() {
        return false;
    }

    /**
     * What the upstream did since the last request may not have been noticed yet, so it is asked: it may have closed, or have sent more than
     * it was asked for, which must not become the answer to whoever asks next.
     */
    @Override
    public boolean isUsable() {
        try {
            return client.isOpen()
                    && !client.isUpgraded()
                    && stream.getSourceChannel().read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long written() {
        return meter.written();
    }

    @Override
    public void expect(ClientRequest request, boolean webSocket) {
        chunks.expectHead();
        boolean continueWanted = request.getRequestHeaders().contains(Headers.EXPECT);
        heads.expect(
                new InterimSieve(webSocket, continueWanted),
                status -> expectBodyOf(request, status));
    }

    /** Undertow's client would wait for the body that the Content-Length of a 204 or 304 speaks of; there is none, as after HEAD. */
    private static void expectBodyOf(ClientRequest request, int status) {
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            request.setMethod(Methods.HEAD);
        }
    }

    @Override
    public void started(ClientExchange exchange, Runnable continued) {
        // nothing to remember
    }

    @Override
    public void headComplete() {
        heads.headComplete();
    }

    @Override
    public boolean followBody(ClientExchange exchange) {
        boolean chunked =
                exchange.getResponse().getResponseHeaders().contains(Headers.TRANSFER_ENCODING)
                        && !exchange.getRequest().getMethod().equals(Methods.HEAD);
        try {
            return !chunked || chunks.follow(pushedBack, client.getBufferPool());
        } catch (IOException e) {
            return false;
        }
    }

    /** The channel is detached when its end was written. */
    @Override
    public boolean isSent(ClientExchange exchange) {
        return !exchange.getRequestChannel().isOpen();
    }

    @Override
    public boolean isSending(ClientExchange exchange) {
        return stream.getSinkChannel().isWriteResumed();
    }

    @Override
    public boolean isReading(ClientExchange exchange) {
        return stream.getSourceChannel().isReadResumed();
    }

    @Override
    public boolean isUnprocessed() {
        return false;
    }

    /** Nobody but Undertow's client knows. */
    @Override
    public boolean isAnswerWhole() {
        return false;
    }

    /** Undertow's client closes the connection itself when it cannot parse what came, and then says that it is closed. */
    @Override
    public Failure causeOf(IOException e) {
        if (e instanceof RefusedResponse refused) {
            return refused.failure();
        }
        if (!heads.hasBegun()) {
            return Failure.CLOSED;
        }
        return e instanceof ClosedChannelException || e.getCause() != null
                ? Failure.MALFORMED
                : Failure.INCOMPLETE;
    }

    @Override
    public void complete() {
        // the next request may follow
    }

    @Override
    public void closeNow() {
        watch.stop();
        IoUtils.safeClose(stream);
    }
}
