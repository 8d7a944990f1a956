package io.breakwater.cdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Knows whether what has come on a connection of HTTP/2 so far ends in the middle of something. */
final class FrameSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final int PREFACE_BYTES = 24;

    private final FrameCursor cursor = new FrameCursor(PREFACE_BYTES);

    FrameSource(StreamSourceConduit next) {
        super(next);
    }

    /** What had been read before. */
    void begin(ByteBuffer read) {
        cursor.pass(read, read.position(), read.limit());
    }

    /** Whether the first bytes of a request may be here and the others not. */
    boolean isWithinFrame() {
        return cursor.hasSeenFrame() && !cursor.isBetween();
    }

    boolean hasSeenPong() {
        return cursor.hasSeenPong();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int count = super.read(target);
        cursor.pass(target, from, target.position());
        return count;
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
}
