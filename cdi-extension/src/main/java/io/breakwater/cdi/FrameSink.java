package io.breakwater.cdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Can say between two frames of HTTP/2 that no more requests are wanted while those that are there are answered (RFC 9113 section 6.8).
 * Undertow's channel, which writes in no other ways than these, says GOAWAY only when it closes.
 */
final class FrameSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    /**
     * GOAWAY that leaves open which request is the last one, as it names 2^31-1, and a PING, which is answered by who has heard that.
     */
    private static final byte[] LEAVING = {
        0,
        0,
        8,
        7,
        0,
        0,
        0,
        0,
        0,
        0x7f,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        0,
        0,
        0,
        0,
        0,
        0,
        8,
        6,
        0,
        0,
        0,
        0,
        0,
        'l',
        'e',
        'a',
        'v',
        'i',
        'n',
        'g',
        '!'
    };

    private final FrameCursor cursor = new FrameCursor(0);
    private final ByteBuffer notice = ByteBuffer.wrap(LEAVING);
    private boolean leaving;
    private boolean left;

    FrameSink(StreamSinkConduit next) {
        super(next);
    }

    /** Says so as soon as it can be said, once. On the thread of the connection. */
    void leave() throws IOException {
        if (!left) {
            left = true;
            leaving = true;
            if (!flush()) {
                resumeWrites();
            }
        }
    }

    /** Whether nothing of the notice is left to be said now; SETTINGS come first (section 3.4). */
    private boolean say() throws IOException {
        if (leaving && cursor.hasSeenFrame() && cursor.isBetween()) {
            while (notice.hasRemaining() && next.write(notice) > 0) {
                // there may be room for more
            }
            leaving = notice.hasRemaining();
            return !leaving;
        }
        return true;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!say()) {
            return 0;
        }
        int from = source.position();
        int limit = source.limit();
        if (leaving) { // no further than to where it can be said
            source.limit(Math.min(limit, from + cursor.left()));
        }
        try {
            return next.write(source);
        } finally {
            source.limit(limit);
            cursor.pass(source, from, source.position());
        }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        if (leaving) {
            return writeEach(sources, offset, length);
        }
        int[] from = new int[length];
        for (int i = 0; i < length; i++) {
            from[i] = sources[offset + i].position();
        }
        try {
            return next.write(sources, offset, length);
        } finally {
            for (int i = 0; i < length; i++) {
                ByteBuffer source = sources[offset + i];
                cursor.pass(source, from[i], source.position());
            }
        }
    }

    private long writeEach(ByteBuffer[] sources, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            while (sources[i].hasRemaining()) {
                int count = write(sources[i]);
                total += count;
                if (count == 0) {
                    return total;
                }
            }
        }
        return total;
    }

    @Override
    public boolean flush() throws IOException {
        return say() && next.flush();
    }
}
