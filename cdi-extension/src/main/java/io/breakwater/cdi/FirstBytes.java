package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DelegateOpenListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Waits for what a connection begins with, and gives it to the protocol that is spoken on it. */
final class FirstBytes implements ChannelListener<StreamConnection> {
    private final ByteBufferPool buffers;
    private final Choice choice;
    private volatile Duration patience = Duration.ofSeconds(60);

    /** Chooses among protocols. */
    interface Choice {
        /**
         * What is spoken on a connection; null if that cannot be said yet.
         *
         * @param bytes up to their position, what has come
         */
        @Nullable DelegateOpenListener of(StreamConnection connection, ByteBuffer bytes);
    }

    FirstBytes(ByteBufferPool buffers, Choice choice) {
        this.buffers = buffers;
        this.choice = choice;
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
            DelegateOpenListener protocol = choice.of(connection, now.getBuffer());
            if (protocol == null) {
                await(source, now);
            } else {
                giveTo(protocol, source, now);
            }
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
