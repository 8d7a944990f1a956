package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DelegateOpenListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Tells HTTP/2 whose client knows that it is spoken here (RFC 9113 section 3.3) from HTTP/1.1, by how a connection begins. Undertow's own
 * listener does so too, and then hides the connection from those who have to end it.
 */
final class PriorKnowledge implements ChannelListener<StreamConnection> {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBufferPool buffers;
    private final DelegateOpenListener http1;
    private final DelegateOpenListener http2;
    private volatile Duration patience = Duration.ofSeconds(60);

    PriorKnowledge(ByteBufferPool buffers, DelegateOpenListener http1, DelegateOpenListener http2) {
        this.buffers = buffers;
        this.http1 = http1;
        this.http2 = http2;
    }

    /** How long a client may take for its first bytes. */
    void setPatience(Duration limit) {
        patience = limit;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        new Beginning(connection).handleEvent(connection.getSourceChannel());
    }

    /** A connection of which it is not known yet. */
    private final class Beginning implements ChannelListener<ConduitStreamSourceChannel> {
        private final StreamConnection connection;
        private @Nullable PooledByteBuffer read;
        private XnioExecutor.@Nullable Key end;

        Beginning(StreamConnection connection) {
            this.connection = connection;
        }

        @Override
        public void handleEvent(ConduitStreamSourceChannel source) {
            PooledByteBuffer now = read == null ? buffers.allocate() : read;
            read = now;
            try {
                if (source.read(now.getBuffer()) < 0) {
                    close();
                } else {
                    look(source, now);
                }
            } catch (IOException e) {
                close();
            }
        }

        private void look(ConduitStreamSourceChannel source, PooledByteBuffer now) {
            ByteBuffer bytes = now.getBuffer();
            if (!beginsAsPreface(bytes)) {
                giveTo(http1, source, now);
            } else if (bytes.position() >= PREFACE.length) {
                giveTo(http2, source, now);
            } else {
                await(source, now);
            }
        }

        private static boolean beginsAsPreface(ByteBuffer bytes) {
            for (int i = 0; i < Math.min(bytes.position(), PREFACE.length); i++) {
                if (bytes.get(i) != PREFACE[i]) {
                    return false;
                }
            }
            return true;
        }

        private void giveTo(
                DelegateOpenListener protocol,
                ConduitStreamSourceChannel source,
                PooledByteBuffer now) {
            if (end != null) {
                end.remove();
            }
            source.suspendReads();
            source.setReadListener(null);
            now.getBuffer().flip();
            protocol.handleEvent(connection, now);
        }

        private void await(ConduitStreamSourceChannel source, PooledByteBuffer now) {
            if (now.getBuffer().position() == 0) { // silence costs no memory
                now.close();
                read = null;
            }
            if (end == null) {
                end =
                        connection
                                .getIoThread()
                                .executeAfter(
                                        this::close, patience.toMillis(), TimeUnit.MILLISECONDS);
                source.setReadListener(this);
                source.resumeReads();
            }
        }

        private void close() {
            if (end != null) {
                end.remove();
            }
            if (read != null) {
                read.close();
                read = null;
            }
            IoUtils.safeClose(connection);
        }
    }
}
