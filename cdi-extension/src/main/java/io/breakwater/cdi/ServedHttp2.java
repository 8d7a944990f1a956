package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.http2.Http2OpenListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A connection on which HTTP/2 is spoken, and that can be ended without loss (RFC 9113 section 6.8): its client is told that no more requests
 * are wanted, then which was the last one, and then has time to take the answers. On the thread of the connection.
 */
final class ServedHttp2 extends Http2Channel {
    private final StreamConnection connection;
    private final FrameSource source;
    private final FrameSink sink;
    private boolean parting;

    private ServedHttp2(
            StreamConnection connection,
            FrameSource source,
            FrameSink sink,
            ByteBufferPool buffers,
            @Nullable PooledByteBuffer read,
            OptionMap options) {
        super(connection, Http2OpenListener.HTTP2, buffers, read, false, false, options);
        this.connection = connection;
        this.source = source;
        this.sink = sink;
    }

    /** @param read what has come already */
    static ServedHttp2 on(
            StreamConnection connection,
            ByteBufferPool buffers,
            @Nullable PooledByteBuffer read,
            OptionMap options) {
        ConduitStreamSourceChannel in = connection.getSourceChannel();
        ConduitStreamSinkChannel out = connection.getSinkChannel();
        FrameSource source = new FrameSource(in.getConduit());
        FrameSink sink = new FrameSink(out.getConduit());
        if (read != null) {
            source.begin(read.getBuffer());
        }
        in.setConduit(source);
        out.setConduit(sink);
        return new ServedHttp2(connection, source, sink, buffers, read, options);
    }

    /** Whether the first bytes of a request may be here and the others not. */
    boolean isWithinFrame() {
        return source.isWithinFrame();
    }

    /** Whether its client has heard that no more requests are wanted. */
    boolean isLeft() {
        return source.hasSeenPong(); // nobody else pings it
    }

    /** Asks its client to send no more requests. */
    void leave() {
        try {
            sink.leave();
        } catch (IOException e) {
            IoUtils.safeClose(this);
        }
    }

    /** Tells its client which request was the last one, and closes when the client has. */
    void part() {
        parting = true;
        sendGoAway(ERROR_NO_ERROR); // and closes
    }

    @Override
    public void close() throws IOException {
        if (parting) {
            parting = false;
            Parting.begin(connection, super::close);
        } else {
            super.close();
        }
    }
}
