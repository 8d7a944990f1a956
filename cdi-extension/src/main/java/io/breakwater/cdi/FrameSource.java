package io.breakwater.cdi;

import io.breakwater.io.OneWaySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.StreamSourceConduit;

/** Knows whether what has come on a connection of HTTP/2 so far ends in the middle of something. */
final class FrameSource extends OneWaySource {
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
        int count = next.read(target);
        cursor.pass(target, from, target.position());
        return count;
    }
}
