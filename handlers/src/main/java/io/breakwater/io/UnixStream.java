package io.breakwater.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
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
    private final InetSocketAddress address;
    private final Consumer<UnixStream> onClose;

    UnixStream(XnioIoThread thread, SocketChannel channel, UnixPoller poller) throws IOException {
        this(thread, channel, poller, NOMINAL, closed -> {});
    }

    /**
     * @param address of both ends, as far as Undertow is concerned
     * @param onClose is told once; the close listener is Undertow's to set
     */
    UnixStream(
            XnioIoThread thread,
            SocketChannel channel,
            UnixPoller poller,
            InetSocketAddress address,
            Consumer<UnixStream> onClose)
            throws IOException {
        super(thread);
        this.address = address;
        this.onClose = onClose;
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
        conduit.readiness().tellReadTerminated();
    }

    @Override
    protected void notifyWriteClosed() {
        conduit.readiness().tellWriteTerminated();
    }

    @Override
    protected void closeAction() throws IOException {
        onClose.accept(this);
        conduit.close();
    }

    @Override
    public SocketAddress getPeerAddress() {
        return address;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return address;
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
