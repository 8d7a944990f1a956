package io.breakwater.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** A response that is not kept for a client without end. */
final class IdleSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final IdleLimit limit;

    IdleSink(StreamSinkConduit next, IdleLimit limit) {
        super(next);
        this.limit = limit;
    }

    private long seen(long bytes) {
        if (bytes > 0) {
            limit.touch();
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        limit.check();
        return (int) seen(super.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        limit.check();
        return seen(super.write(sources, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        limit.check();
        return (int) seen(super.writeFinal(source));
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        limit.check();
        return seen(super.writeFinal(sources, offset, length));
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        limit.check();
        return seen(super.transferFrom(source, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        limit.check();
        return seen(super.transferFrom(source, count, through));
    }

    @Override
    public boolean flush() throws IOException {
        limit.check();
        boolean done = super.flush();
        if (done) {
            limit.touch();
        }
        return done;
    }

    @Override
    public void resumeWrites() {
        limit.await(super::wakeupWrites);
        super.resumeWrites();
    }

    @Override
    public void wakeupWrites() {
        limit.await(super::wakeupWrites);
        super.wakeupWrites();
    }

    @Override
    public void suspendWrites() {
        limit.stop();
        super.suspendWrites();
    }

    @Override
    public void truncateWrites() throws IOException {
        limit.stop();
        super.truncateWrites();
    }

    @Override
    public void awaitWritable() throws IOException {
        awaitWritable(limit.millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        limit.check();
        limit.touch();
        super.awaitWritable(Math.min(unit.toMillis(time), limit.millis()), TimeUnit.MILLISECONDS);
        if (limit.elapsedMillis() >= limit.millis()) {
            throw limit.expire();
        }
    }
}
