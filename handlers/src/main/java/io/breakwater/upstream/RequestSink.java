package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.undertow.channels.DetachableStreamSinkChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Where the client's body goes: to the upstream, up to a length, and nowhere once the upstream takes no more. A client that is cut off while
 * it sends would not read the answer; one that is listened to for a while does. An upstream that takes no more may have answered before, so
 * that too is left to whoever reads.
 */
final class RequestSink extends DetachableStreamSinkChannel {
    private final long maxBytes;
    private final Runnable tooLong;
    private final boolean buffers;
    private long bytes;
    private boolean discarding;

    /**
     * @param buffers whether the channel keeps what is written until it is flushed, as those of HTTP/2 do
     * @param tooLong is run once when more than {@code maxBytes} come; it must lead to {@link #discard()}
     */
    RequestSink(StreamSinkChannel upstream, boolean buffers, long maxBytes, Runnable tooLong) {
        super(upstream);
        this.maxBytes = maxBytes;
        this.tooLong = tooLong;
        this.buffers = buffers;
    }

    /** From now on takes everything and keeps nothing. */
    void discard() {
        if (!discarding) {
            boolean writerWaits = delegate.isWriteResumed();
            discarding = true;
            if (writerWaits) {
                IoTasks.execute(
                        getIoThread(), this::wakeWriter); // no readiness of the upstream will do so
            }
        }
    }

    private void wakeWriter() {
        if (writeSetter != null) {
            ChannelListeners.invokeChannelListener(this, writeSetter.get());
        }
    }

    boolean isDiscarding() {
        return discarding;
    }

    @Override
    protected boolean isFinished() {
        return discarding;
    }

    /** Writes to the upstream. */
    private interface Writing {
        long write() throws IOException;
    }

    private long write(ByteBuffer[] sources, int offset, int length, Writing writing) {
        long offered = remaining(sources, offset, length);
        if (!discarding && bytes + offered > maxBytes) {
            tooLong.run();
        }
        if (!discarding) {
            try {
                long taken = writing.write();
                bytes += taken;
                if (buffers && taken > 0) {
                    super.flush(); // the upstream may wait for it, and the client for the upstream
                }
                return taken;
            } catch (IOException upstreamTakesNoMore) {
                discard();
            }
        }
        for (int i = offset; i < offset + length; i++) {
            sources[i].position(sources[i].limit());
        }
        return offered;
    }

    private static long remaining(ByteBuffer[] sources, int offset, int length) {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += sources[i].remaining();
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        return (int) write(new ByteBuffer[] {source}, 0, 1, () -> super.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        return write(sources, offset, length, () -> super.write(sources, offset, length));
    }

    @Override
    public long write(ByteBuffer[] sources) {
        return write(sources, 0, sources.length);
    }

    @Override
    public int writeFinal(ByteBuffer source) {
        return (int) write(new ByteBuffer[] {source}, 0, 1, () -> super.writeFinal(source));
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) {
        return write(sources, offset, length, () -> super.writeFinal(sources, offset, length));
    }

    @Override
    public long writeFinal(ByteBuffer[] sources) {
        return writeFinal(sources, 0, sources.length);
    }

    @Override
    public boolean flush() {
        try {
            return super.flush();
        } catch (IOException upstreamTakesNoMore) {
            discard();
            return true;
        }
    }

    @Override
    public void shutdownWrites() {
        try {
            super.shutdownWrites();
        } catch (IOException upstreamTakesNoMore) {
            discard();
        }
    }

    /** Through a buffer, so that it is counted. */
    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return source.transferTo(position, count, this);
    }

    /** Through a buffer, so that it is counted. */
    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        return IoUtils.transfer(source, count, through, this);
    }
}
