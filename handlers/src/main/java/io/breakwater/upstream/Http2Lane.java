package io.breakwater.upstream;

import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.protocols.http2.Http2StreamSinkChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.channels.StreamSourceChannel;

/**
 * One of the places that an HTTP/2 connection has for requests: each request is a stream of its own (RFC 9113 section 5), and the next request
 * of this lane the next stream. Used on one I/O thread.
 */
final class Http2Lane implements UpstreamConnection {
    private static final int NO_STREAM = 0;

    private final Http2Connection connection;
    private final IdleWatch watch;
    private final LaneClient client;
    private final List<ChannelListener<ClientConnection>> closeListeners = new ArrayList<>(1);
    private @Nullable ClientExchange exchange;
    private Runnable continued = () -> {};
    private int streamId = NO_STREAM;
    private boolean begun; // any frame of the answer has come
    private boolean whole; // its last one has
    private @Nullable Http2Error reset;
    private long written;
    private boolean closed;

    Http2Lane(Http2Connection connection) {
        this.connection = connection;
        this.watch = new IdleWatch(connection.client().getIoThread());
        this.client = new LaneClient(connection.client());
    }

    /** The connection, as far as this lane is concerned. */
    private final class LaneClient extends ForwardingClientConnection {
        LaneClient(ClientConnection shared) {
            super(shared);
        }

        @Override
        public boolean isOpen() {
            return !closed && super.isOpen();
        }

        @Override
        public void close() {
            closeNow();
        }

        @Override
        public void addCloseListener(ChannelListener<ClientConnection> listener) {
            closeListeners.add(listener);
        }
    }

    Http2Connection connection() {
        return connection;
    }

    @Override
    public ClientConnection client() {
        return client;
    }

    @Override
    public IdleWatch watch() {
        return watch;
    }

    @Override
    public boolean isHttp2() {
        return true;
    }

    @Override
    public boolean isUsable() {
        return !closed && connection.mayBegin();
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void expect(ClientRequest request, boolean webSocket) {
        begun = false;
        whole = false;
        reset = null;
    }

    /** A stream has its number before anything of it is sent. */
    @Override
    public void started(ClientExchange exchange, Runnable continued) {
        this.exchange = exchange;
        this.continued = continued;
        written++;
        streamId = sink(exchange).getStreamId();
        connection.begin(streamId, this);
    }

    private static Http2StreamSinkChannel sink(ClientExchange exchange) {
        return (Http2StreamSinkChannel) exchange.getRequestChannel();
    }

    /** A frame of the stream has come; always true. */
    boolean came() {
        watch.touch();
        return true;
    }

    /** A frame of the answer has come. */
    void cameOfAnswer(boolean last) {
        begun = true;
        whole |= last;
        watch.touch();
    }

    /** The upstream wants the body. */
    void cameContinue() {
        watch.touch();
        continued.run();
    }

    /** The upstream has ended the stream, or never began it. */
    void cameReset(Http2Error error) {
        reset = error;
    }

    @Override
    public void headComplete() {
        begun = true;
    }

    /** Frames have their lengths; Undertow's client has nothing to guess. */
    @Override
    public boolean followBody(ClientExchange exchange) {
        return true;
    }

    @Override
    public boolean isSent(ClientExchange exchange) {
        Http2StreamSinkChannel sink = sink(exchange);
        try {
            return !sink.isOpen() || sink.isWritesShutdown() && sink.flush();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isSending(ClientExchange exchange) {
        return exchange.getRequestChannel().isWriteResumed();
    }

    @Override
    public boolean isReading(ClientExchange exchange) {
        StreamSourceChannel answer = exchange.getResponseChannel();
        return answer == null || answer.isReadResumed();
    }

    @Override
    public boolean isUnprocessed() {
        return reset == Http2Error.REFUSED_STREAM && !begun;
    }

    @Override
    public boolean isAnswerWhole() {
        return whole;
    }

    @Override
    public Failure causeOf(IOException e) {
        Failure broken = connection.broken();
        if (reset == null && broken != null) {
            return broken;
        }
        if (reset != null && reset.isOfProtocol()) {
            return Failure.MALFORMED;
        }
        return begun ? Failure.INCOMPLETE : Failure.CLOSED;
    }

    @Override
    public void complete() {
        connection.end(streamId);
        streamId = NO_STREAM;
        exchange = null;
    }

    /** The connection was closed; a request that is under way hears of it by itself. */
    void closeIfIdle() {
        if (streamId == NO_STREAM) {
            closeNow();
        }
    }

    @Override
    public void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        watch.stop();
        if (streamId != NO_STREAM && exchange != null) {
            connection.abandon(streamId, exchange);
        }
        connection.left(this);
        for (ChannelListener<ClientConnection> listener : closeListeners) {
            ChannelListeners.invokeChannelListener(client, listener);
        }
    }
}
