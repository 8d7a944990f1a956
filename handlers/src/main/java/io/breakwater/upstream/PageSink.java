package io.breakwater.upstream;

import io.breakwater.rewrite.BrokenBody;
import io.breakwater.rewrite.HtmlBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/** Rewrites a page on its way to the client (P-13). Takes no more than the client does, so that nothing piles up (P-18). */
final class PageSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final HtmlBody body;
    private final Runnable broken;
    private long left; // of what the upstream sends; less than 0 if that is not known
    private boolean ended;
    private boolean passedEnd;

    /**
     * @param length of the body that will be written here, at whose last byte its end follows at once; -1 if that is not sure
     * @param broken told, before the exception is thrown, that the body cannot be read
     */
    PageSink(StreamSinkConduit next, HtmlBody body, long length, Runnable broken) {
        super(next);
        this.body = body;
        this.left = length;
        this.broken = broken;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (ended) {
            throw new ClosedChannelException();
        }
        if (!send()) {
            return 0;
        }
        int taken = checked(() -> body.take(source));
        left -= taken;
        if (left != 0) {
            send();
        } // else it is sent together with the end
        return taken;
    }

    /** Something that may find that the body cannot be read. */
    private interface Reading<T> {
        T read() throws BrokenBody;
    }

    private <T> T checked(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (BrokenBody e) {
            broken.run();
            throw e;
        }
    }

    /** Whether the next conduit has taken all that is ready. */
    private boolean send() throws IOException {
        ByteBuffer ready = body.output();
        while (ready.hasRemaining()) {
            int count = next.write(ready);
            body.sent(count);
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void terminateWrites() throws IOException {
        if (!ended) {
            ended = true;
            body.end();
            passEnd();
        }
    }

    /** Does a part of what is left to do. A body that breaks here has cut its client off, and ends: exceptions would all be in the log. */
    private boolean passEnd() throws IOException {
        try {
            if (!passedEnd && isComplete() && sendLast()) {
                passedEnd = true;
                body.close();
            }
        } catch (BrokenBody e) {
            passedEnd = true;
            body.close();
        }
        return passedEnd;
    }

    /** Whether nothing more will become ready. */
    private boolean isComplete() throws IOException {
        boolean complete = checked(body::advance);
        return complete || send() && checked(body::advance);
    }

    /** Sends what is ready with the end behind it, in one write if that is possible. */
    private boolean sendLast() throws IOException {
        ByteBuffer ready = body.output();
        if (!ready.hasRemaining()) {
            super.terminateWrites();
        }
        while (ready.hasRemaining()) {
            int count = next.writeFinal(ready);
            body.sent(count);
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean flush() throws IOException {
        boolean done = ended ? passEnd() : send();
        return done && super.flush();
    }

    @Override
    public boolean isWriteShutdown() {
        return ended || super.isWriteShutdown();
    }

    @Override
    public void truncateWrites() throws IOException {
        ended = true;
        passedEnd = true;
        body.close();
        super.truncateWrites();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
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
    public int writeFinal(ByteBuffer source) throws IOException {
        return Conduits.writeFinalBasic(this, source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, sources, offset, length);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return source.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        return IoUtils.transfer(source, count, through, new ConduitWritableByteChannel(this));
    }
}
