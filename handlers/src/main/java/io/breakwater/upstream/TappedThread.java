package io.breakwater.upstream;

import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.BoundChannel;

/**
 * Stands in for an I/O thread while Undertow's client connects, so that the address is ours, already resolved, and the connection passes
 * through our hands before HTTP is spoken on it. It is never started; whatever else is asked of it, the real thread does.
 *
 * <p>One for each real thread and used on it alone.
 */
final class TappedThread extends XnioIoThread {
    private final XnioIoThread real;
    private @Nullable Opening opening;

    /** How to connect, and what happens to the connection first. */
    interface Opening {
        IoFuture<StreamConnection> open(
                XnioIoThread real, ChannelListener<StreamConnection> listener, OptionMap options);

        /** Whether Undertow's client for HTTP/1.1 is to have it. */
        boolean opened(StreamConnection stream);
    }

    TappedThread(XnioIoThread real) {
        super(real.getWorker(), real.getNumber());
        this.real = real;
    }

    /** Runs something that opens one connection before it returns. */
    void during(Opening opening, Runnable connect) {
        this.opening = opening;
        try {
            connect.run();
        } finally {
            this.opening = null;
        }
    }

    @Override
    public IoFuture<StreamConnection> openStreamConnection(
            SocketAddress nominal,
            ChannelListener<? super StreamConnection> listener,
            OptionMap options) {
        Opening current = opening;
        if (current == null) {
            throw new IllegalStateException("nothing to open");
        }
        ChannelListener<StreamConnection> tap =
                stream -> {
                    if (current.opened(stream)) {
                        ChannelListeners.invokeChannelListener(stream, listener);
                    }
                };
        return current.open(real, tap, options);
    }

    @Override
    public IoFuture<StreamConnection> openStreamConnection(
            SocketAddress nominal,
            ChannelListener<? super StreamConnection> listener,
            ChannelListener<? super BoundChannel> bindListener,
            OptionMap options) {
        return openStreamConnection(nominal, listener, options);
    }

    @Override
    public IoFuture<StreamConnection> openStreamConnection(
            SocketAddress bind,
            SocketAddress nominal,
            ChannelListener<? super StreamConnection> listener,
            ChannelListener<? super BoundChannel> bindListener,
            OptionMap options) {
        return openStreamConnection(nominal, listener, options);
    }

    @Override
    public void execute(Runnable command) {
        real.execute(command);
    }

    @Override
    public Key executeAfter(Runnable command, long time, TimeUnit unit) {
        return real.executeAfter(command, time, unit);
    }

    @Override
    public Key executeAtInterval(Runnable command, long time, TimeUnit unit) {
        return real.executeAtInterval(command, time, unit);
    }
}
