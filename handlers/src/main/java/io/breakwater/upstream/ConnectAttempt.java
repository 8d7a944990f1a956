package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.conduits.PushBackStreamSourceConduit;

/** One attempt to connect: all addresses of the name in turn, within one time. Used on one I/O thread. */
final class ConnectAttempt implements TappedThread.Opening, ClientCallback<ClientConnection> {
    private final Connector connector;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;
    private final boolean http1Only;
    private final Connector.Outcome outcome;
    private final IdleWatch watch;
    private final Deque<SocketAddress> addresses = new ArrayDeque<>();
    private Failure failure = Failure.UNRESOLVABLE;
    private boolean over;
    private XnioExecutor.@Nullable Key timer;
    private @Nullable IoFuture<StreamConnection> opening;
    private @Nullable StreamConnection stream;
    private @Nullable ResponseHeads heads;
    private @Nullable ResponseChunks chunks;
    private @Nullable SinkMeter meter;

    ConnectAttempt(
            Connector connector,
            XnioIoThread io,
            ByteBufferPool buffers,
            boolean http1Only,
            Connector.Outcome outcome) {
        this.connector = connector;
        this.io = io;
        this.buffers = buffers;
        this.http1Only = http1Only;
        this.outcome = outcome;
        this.watch = new IdleWatch(io);
    }

    void start(Duration timeout) {
        timer = IoTasks.executeAfter(io, this::timeOut, timeout.toMillis());
    }

    private void timeOut() {
        failure = Failure.CONNECT_TIMEOUT;
        finish(null);
        if (opening != null) {
            opening.cancel();
        }
    }

    void tryAll(List<? extends SocketAddress> resolved) {
        addresses.addAll(resolved);
        tryNext();
    }

    private void tryNext() {
        if (over || addresses.isEmpty()) {
            finish(null);
        } else {
            connector.open(io, buffers, this);
        }
    }

    @Override
    public IoFuture<StreamConnection> open(
            XnioIoThread real, ChannelListener<StreamConnection> listener, OptionMap options) {
        IoFuture<StreamConnection> future =
                connector.dial(real, addresses.remove(), http1Only, listener, options);
        opening = future;
        return future;
    }

    /** Goes under everything that Undertow's client will put on the connection. */
    @Override
    public boolean opened(StreamConnection opened) {
        stream = opened;
        Http2Connection shared = over ? null : connector.asHttp2(opened, buffers);
        if (shared != null) {
            finish(shared.lane());
            return false;
        }
        heads = new ResponseHeads(opened.getSourceChannel().getConduit(), watch);
        chunks = new ResponseChunks(heads);
        meter = new SinkMeter(opened.getSinkChannel().getConduit(), watch);
        opened.getSourceChannel().setConduit(chunks);
        opened.getSinkChannel().setConduit(meter);
        return true;
    }

    @Override
    public void completed(ClientConnection client) {
        if (over) {
            IoUtils.safeClose(stream);
            return;
        }
        StreamConnection carrier = Objects.requireNonNull(stream);
        finish(
                new Http1Connection(
                        client,
                        carrier,
                        Objects.requireNonNull(heads),
                        Objects.requireNonNull(chunks),
                        (PushBackStreamSourceConduit) carrier.getSourceChannel().getConduit(),
                        Objects.requireNonNull(meter),
                        watch));
    }

    @Override
    public void failed(IOException e) {
        failure = causeOf(e);
        tryNext();
    }

    private static Failure causeOf(IOException e) {
        if (e instanceof SSLException) {
            return Failure.TLS;
        }
        if (e instanceof NoRouteToHostException) {
            return Failure.UNREACHABLE;
        }
        return e instanceof ConnectException ? Failure.REFUSED : Failure.UNAVAILABLE;
    }

    private void finish(@Nullable UpstreamConnection connection) {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            timer.remove();
        }
        if (connection != null) {
            outcome.connected(connection);
        } else {
            outcome.failed(failure);
        }
    }
}
