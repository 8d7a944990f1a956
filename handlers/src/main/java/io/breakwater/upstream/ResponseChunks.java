package io.breakwater.upstream;

import io.breakwater.io.OneWaySource;
import io.breakwater.net.ChunkFraming;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.util.PooledAdaptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.PushBackStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Lets only those chunks of a response through that have one reading (P-10), so that nobody takes a part of a body for all of it (P-15).
 *
 * <p>Undertow's client skips whatever stands behind the data of a chunk, and behind the digits of its size. It reads nothing here that was not
 * looked at, but for what came together with the head, which it has pushed back by the time the head is known. Bodies that are not chunked
 * pass as they are.
 */
final class ResponseChunks extends OneWaySource {
    private @Nullable ChunkFraming framing; // of the present body, if it is chunked
    private boolean holding;

    ResponseChunks(StreamSourceConduit next) {
        super(next);
    }

    /** A request is sent: its answer begins with a head. */
    void expectHead() {
        framing = null;
    }

    /**
     * The head has said that chunks follow.
     *
     * @param client where Undertow's client has put back what it has read of them
     * @return false if that is malformed already
     */
    boolean follow(PushBackStreamSourceConduit client, ByteBufferPool buffers) throws IOException {
        ChunkFraming begun = new ChunkFraming();
        framing = begun;
        PooledByteBuffer pooled = buffers.allocate();
        try {
            takeBack(client, pooled.getBuffer());
            return begun.follow(pooled.getBuffer().duplicate());
        } finally {
            client.pushBack(new PooledAdaptor(pooled)); // closes it if it is empty
        }
    }

    /** It holds as much as the buffer that the head was read into. */
    private void takeBack(PushBackStreamSourceConduit client, ByteBuffer target)
            throws IOException {
        holding = true;
        try {
            client.read(target);
        } finally {
            holding = false;
            target.flip();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (holding) {
            return 0;
        }
        int from = target.position();
        int count = next.read(target);
        if (count > 0
                && framing != null
                && !framing.follow(target.duplicate().flip().position(from))) {
            throw new RefusedResponse(Failure.MALFORMED);
        }
        return count;
    }
}
