package io.breakwater.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Takes a body and sends another one. */
final class ReplacedBody extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final ByteBuffer page;
    private boolean ended;
    private boolean endedNext;

    ReplacedBody(StreamSinkConduit next, ByteBuffer page) {
        super(next);
        this.page = page;
    }

    /** Whether all of the page is out of our hands. */
    private boolean push() throws IOException {
        while (page.hasRemaining() && next.write(page) > 0) {
            // there may be room for more
        }
        return !page.hasRemaining();
    }

    private static int takeAll(ByteBuffer source) {
        int length = source.remaining();
        source.position(source.limit());
        return length;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        push();
        return takeAll(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        push();
        long taken = 0;
        for (int i = offset; i < offset + length; i++) {
            taken += takeAll(sources[i]);
        }
        return taken;
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        int taken = write(source);
        terminateWrites();
        return taken;
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        long taken = write(sources, offset, length);
        terminateWrites();
        return taken;
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        push();
        return Math.max(0, Math.min(count, source.size() - position));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        push();
        through.clear();
        int read = source.read(through);
        through.position(0).limit(0); // nothing of it is left to be written
        return read;
    }

    @Override
    public void terminateWrites() throws IOException {
        ended = true;
        endNextIfPushed();
    }

    private boolean endNextIfPushed() throws IOException {
        boolean pushed = push();
        if (pushed && ended && !endedNext) {
            endedNext = true;
            next.terminateWrites();
        }
        return pushed;
    }

    @Override
    public boolean flush() throws IOException {
        return endNextIfPushed() && next.flush();
    }

    @Override
    public boolean isWriteShutdown() {
        return ended || super.isWriteShutdown();
    }
}
