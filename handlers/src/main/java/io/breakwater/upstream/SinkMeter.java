package io.breakwater.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Counts what is written to an upstream, directly above its socket. */
final class SinkMeter extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final IdleWatch watch;
    private long written;

    SinkMeter(StreamSinkConduit next, IdleWatch watch) {
        super(next);
        this.watch = watch;
    }

    long written() {
        return written;
    }

    private long count(long bytes) {
        if (bytes > 0) {
            written += bytes;
            watch.touch();
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) count(super.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return count(super.write(sources, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        return (int) count(super.writeFinal(source));
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        return count(super.writeFinal(sources, offset, length));
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return count(super.transferFrom(source, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        return count(super.transferFrom(source, count, through));
    }
}
