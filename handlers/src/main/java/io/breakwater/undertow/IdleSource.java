package io.breakwater.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A request body that is not waited for without end. */
final class IdleSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final IdleLimit limit;

    IdleSource(StreamSourceConduit next, IdleLimit limit) {
        super(next);
        this.limit = limit;
    }

    private long seen(long bytes) {
        if (bytes < 0) {
            limit.stop();
        } else if (bytes > 0) {
            limit.touch();
        }
        return bytes;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        limit.check();
        return (int) seen(super.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        limit.check();
        return seen(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        limit.check();
        return seen(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        limit.check();
        return seen(super.transferTo(count, through, target));
    }

    @Override
    public void resumeReads() {
        limit.await(super::wakeupReads);
        super.resumeReads();
    }

    @Override
    public void wakeupReads() {
        limit.await(super::wakeupReads);
        super.wakeupReads();
    }

    @Override
    public void suspendReads() {
        limit.stop();
        super.suspendReads();
    }

    @Override
    public void terminateReads() throws IOException {
        limit.stop();
        super.terminateReads();
    }

    @Override
    public void awaitReadable() throws IOException {
        awaitReadable(limit.millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        limit.check();
        limit.touch();
        super.awaitReadable(Math.min(unit.toMillis(time), limit.millis()), TimeUnit.MILLISECONDS);
        if (limit.elapsedMillis() >= limit.millis()) {
            throw limit.expire();
        }
    }
}
