package io.breakwater.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** A connected unix socket as XNIO sees it, on one of its I/O threads. */
final class UnixStream extends StreamConnection {
    /** Undertow insists on an internet address; nothing connects to this one. */
    private static final InetSocketAddress NOMINAL =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final UnixConduit conduit;

    UnixStream(XnioIoThread thread, SocketChannel channel, UnixPoller poller) throws IOException {
        super(thread);
        this.conduit = new UnixConduit(channel, this, poller);
        setSourceConduit(conduit);
        setSinkConduit(conduit);
    }

    /** Visible to the conduit. */
    @Override
    protected boolean readClosed() {
        return super.readClosed();
    }

    /** Visible to the conduit. */
    @Override
    protected boolean writeClosed() {
        return super.writeClosed();
    }

    @Override
    protected void notifyReadClosed() {
        conduit.tellReadTerminated();
    }

    @Override
    protected void notifyWriteClosed() {
        conduit.tellWriteTerminated();
    }

    @Override
    protected void closeAction() throws IOException {
        conduit.close();
    }

    @Override
    public SocketAddress getPeerAddress() {
        return NOMINAL;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return NOMINAL;
    }

    @Override
    public boolean supportsOption(Option<?> option) {
        return false;
    }

    @Override
    public <T> @Nullable T getOption(Option<T> option) {
        return null;
    }

    @Override
    public <T> @Nullable T setOption(Option<T> option, T value) {
        return null;
    }
}
