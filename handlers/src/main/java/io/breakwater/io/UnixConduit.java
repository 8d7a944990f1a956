package io.breakwater.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.conduits.WriteReadyHandler;

/** Both directions of a unix socket as XNIO sees them. */
final class UnixConduit implements StreamSourceConduit, StreamSinkConduit {
    private static final int READ = UnixReadiness.READ;
    private static final int WRITE = UnixReadiness.WRITE;

    private final SocketChannel channel;
    private final UnixStream stream;
    private final UnixReadiness readiness;

    UnixConduit(SocketChannel channel, UnixStream stream, UnixPoller poller) throws IOException {
        this.channel = channel;
        this.stream = stream;
        this.readiness = new UnixReadiness(channel, stream, poller);
    }

    private void await(int operation, long millis) throws IOException {
        Xnio.checkBlockingAllowed();
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            selector.select(millis);
        }
    }

    void close() throws IOException {
        readiness.stop();
        channel.close();
    }

    UnixReadiness readiness() {
        return readiness;
    }

    // source

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) read(new ByteBuffer[] {target}, 0, 1);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        if (!channel.isOpen()) {
            return -1;
        }
        long count = channel.read(targets, offset, length);
        if (count == -1) {
            terminateReads();
        }
        return count;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(channel, position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        return Conduits.transfer(this, count, through, target);
    }

    @Override
    public void terminateReads() throws IOException {
        if (!stream.readClosed()) {
            return;
        }
        readiness.suspend(READ);
        try {
            if (channel.isOpen()) {
                channel.shutdownInput();
            }
        } catch (ClosedChannelException closedMeanwhile) {
            // then it is terminated too
        } finally {
            readiness.tellReadTerminated();
        }
    }

    @Override
    public boolean isReadShutdown() {
        return stream.isReadShutdown();
    }

    @Override
    public void resumeReads() {
        readiness.resume(READ);
    }

    @Override
    public void suspendReads() {
        readiness.suspend(READ);
    }

    @Override
    public void wakeupReads() {
        readiness.wakeUp(READ);
    }

    @Override
    public boolean isReadResumed() {
        return readiness.isResumed(READ);
    }

    @Override
    public void awaitReadable() throws IOException {
        await(READ, 0);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        await(READ, Math.max(1, unit.toMillis(time)));
    }

    @Override
    public XnioIoThread getReadThread() {
        return stream.getIoThread();
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        readiness.onRead(handler);
    }

    // sink

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return channel.write(sources, offset, length);
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
        return source.transferTo(position, count, channel);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through)
            throws IOException {
        return Conduits.transfer(source, count, through, this);
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void terminateWrites() throws IOException {
        if (!stream.writeClosed()) {
            return;
        }
        readiness.suspend(WRITE);
        try {
            if (channel.isOpen()) {
                channel.shutdownOutput();
            }
        } catch (ClosedChannelException closedMeanwhile) {
            // then it is terminated too
        } finally {
            readiness.tellWriteTerminated();
        }
    }

    @Override
    public void truncateWrites() throws IOException {
        terminateWrites();
    }

    @Override
    public boolean isWriteShutdown() {
        return stream.isWriteShutdown();
    }

    @Override
    public void resumeWrites() {
        readiness.resume(WRITE);
    }

    @Override
    public void suspendWrites() {
        readiness.suspend(WRITE);
    }

    @Override
    public void wakeupWrites() {
        readiness.wakeUp(WRITE);
    }

    @Override
    public boolean isWriteResumed() {
        return readiness.isResumed(WRITE);
    }

    @Override
    public void awaitWritable() throws IOException {
        await(WRITE, 0);
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        await(WRITE, Math.max(1, unit.toMillis(time)));
    }

    @Override
    public XnioIoThread getWriteThread() {
        return stream.getIoThread();
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        readiness.onWrite(handler);
    }

    @Override
    public XnioWorker getWorker() {
        return stream.getIoThread().getWorker();
    }
}
