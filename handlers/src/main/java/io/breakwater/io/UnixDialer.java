package io.breakwater.io;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import org.xnio.Cancellable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.FutureResult;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * Connects to unix sockets.
 *
 * <p>A unix socket has no connecting that takes time: where the listener's backlog is full, the call fails, and nothing tells when there is
 * room. It is tried again until whoever asked cancels.
 */
public final class UnixDialer implements Closeable {
    private static final long RETRY_MILLIS = 5;

    private final UnixPoller poller = new UnixPoller();

    /** The future fails if nobody listens there; the listener is called on the I/O thread. */
    public IoFuture<StreamConnection> dial(
            XnioIoThread io,
            UnixDomainSocketAddress address,
            ChannelListener<StreamConnection> listener) {
        FutureResult<StreamConnection> result = new FutureResult<>(io);
        result.addCancelHandler(
                new Cancellable() {
                    @Override
                    public Cancellable cancel() {
                        result.setCancelled();
                        return this;
                    }
                });
        attempt(io, address, listener, result);
        return result.getIoFuture();
    }

    private void attempt(
            XnioIoThread io,
            UnixDomainSocketAddress address,
            ChannelListener<StreamConnection> listener,
            FutureResult<StreamConnection> result) {
        if (result.getIoFuture().getStatus() != IoFuture.Status.WAITING) {
            return;
        }
        try {
            StreamConnection stream = new UnixStream(io, connect(address), poller);
            IoTasks.execute(io, ChannelListeners.getChannelListenerTask(stream, listener));
            result.setResult(stream);
        } catch (IOException e) {
            if (isBacklogFull(address, e)) {
                IoTasks.executeAfter(
                        io, () -> attempt(io, address, listener, result), RETRY_MILLIS);
            } else {
                result.setException(e);
            }
        }
    }

    private static SocketChannel connect(UnixDomainSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                throw new SocketException("not connected at once");
            }
            return channel;
        } catch (IOException e) {
            IoUtils.safeClose(channel);
            throw e;
        }
    }

    /** The JDK has one class for EAGAIN, ENOENT, EACCES and a path too long; ECONNREFUSED alone is a {@link ConnectException}. */
    private static boolean isBacklogFull(UnixDomainSocketAddress address, IOException e) {
        return e instanceof SocketException
                && !(e instanceof ConnectException)
                && Files.isWritable(address.getPath());
    }

    @Override
    public void close() throws IOException {
        poller.close();
    }
}
