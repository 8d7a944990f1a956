package io.breakwater.undertow;

import io.breakwater.net.ChunkFraming;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The body that Undertow makes of chunks, of which it gets no byte that was not looked at: they are read here, and put back for Undertow as if
 * they had come together with the head.
 */
final class StrictChunkSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final HttpServerConnection connection;
    private final ChunkFraming framing;
    private long delivered;
    private boolean ended;

    StrictChunkSource(
            StreamSourceConduit next, HttpServerConnection connection, ChunkFraming framing) {
        super(next);
        this.connection = connection;
        this.framing = framing;
    }

    /** Whether Undertow can go on: with bytes that are in order, or to find that there will be none. */
    private boolean isFed() throws IOException {
        return framing.isComplete() || ended || connection.getExtraBytes() != null || feed();
    }

    private boolean feed() throws IOException {
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        boolean handedOver = false;
        try {
            ByteBuffer buffer = pooled.getBuffer();
            int read = connection.getOriginalSourceConduit().read(buffer);
            ended = read < 0;
            if (read > 0) {
                buffer.flip();
                require(framing.follow(buffer.duplicate()));
                connection.ungetRequestBytes(pooled);
                handedOver = true;
            }
            return read != 0;
        } finally {
            if (!handedOver) {
                pooled.close();
            }
        }
    }

    /** In the midst of a chunk, Undertow reads the rest of its data itself. */
    private long counted(long bytes) throws IOException {
        delivered += Math.max(0, bytes);
        if (delivered > framing.dataBytes()) {
            require(framing.followData(delivered - framing.dataBytes()));
        }
        return bytes;
    }

    private void require(boolean inOrder) throws IOException {
        if (!inOrder) {
            IoUtils.safeClose(connection);
            throw new IOException("the chunks of a request body are malformed");
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return isFed() ? (int) counted(super.read(target)) : 0;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return isFed() ? counted(super.read(targets, offset, length)) : 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
    }
}
