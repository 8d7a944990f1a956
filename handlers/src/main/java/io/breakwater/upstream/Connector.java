package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.breakwater.io.UnixDialer;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.route.UpstreamUrl;
import io.undertow.client.http.HttpClientProvider;
import io.undertow.connector.ByteBufferPool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.FutureResult;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Opens connections to one target. */
final class Connector implements AutoCloseable {
    /** Never connected to: an address literal keeps {@link HttpClientProvider} from looking a name up. */
    private static final URI NOMINAL = URI.create("http://127.0.0.1:80/");

    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final HttpClientProvider http = new HttpClientProvider();
    private final Map<XnioIoThread, TappedThread> taps = new ConcurrentHashMap<>();
    private final UpstreamUrl target;
    private final Duration timeout;
    private final Duration kept;
    private final Resolver resolver;
    private final UnixDialer unix = new UnixDialer();
    private final @Nullable TlsLayer tls;
    private final Map<XnioIoThread, Http2Sharing> sharings = new ConcurrentHashMap<>();

    Connector(UpstreamUrl target, UpstreamOptions options) {
        this.target = target;
        this.timeout = options.connectTimeout();
        this.kept = options.timeout();
        this.tls =
                target.protocol() == UpstreamUrl.Protocol.HTTPS
                        ? new TlsLayer(target.origin(), options.tls())
                        : null;
        this.resolver = new Resolver(target.origin().host());
    }

    /** Is called once, on the I/O thread. */
    interface Outcome {
        void connected(UpstreamConnection connection);

        void failed(Failure failure);
    }

    /**
     * Opens a connection, or finds room on one that is shared.
     *
     * @param webSocket whether it has to carry one, which HTTP/2 does not (P-9); an upstream that speaks nothing else gets a plain request
     */
    void connect(XnioIoThread io, ByteBufferPool buffers, boolean webSocket, Outcome outcome) {
        if (webSocket && target.protocol() != UpstreamUrl.Protocol.H2C) {
            open(io, buffers, true, outcome);
            return;
        }
        sharings.computeIfAbsent(io, thread -> new Http2Sharing(isHttp2Only()))
                .join(opened -> open(io, buffers, false, opened), outcome);
    }

    private boolean isHttp2Only() {
        return target.protocol() == UpstreamUrl.Protocol.H2C;
    }

    private void open(XnioIoThread io, ByteBufferPool buffers, boolean http1Only, Outcome outcome) {
        ConnectAttempt attempt = new ConnectAttempt(this, io, buffers, http1Only, outcome);
        attempt.start(timeout);
        if (target.socket().isPresent()) {
            attempt.tryAll(List.of(UnixDomainSocketAddress.of(target.socket().get())));
        } else {
            resolver.resolve(
                    io,
                    addresses -> attempt.tryAll(addresses.stream().map(this::withPort).toList()));
        }
    }

    private InetSocketAddress withPort(InetAddress address) {
        return new InetSocketAddress(address, target.origin().port());
    }

    IoFuture<StreamConnection> dial(
            XnioIoThread io,
            SocketAddress address,
            boolean http1Only,
            ChannelListener<StreamConnection> listener,
            OptionMap options) {
        if (tls == null) {
            return dialPlain(io, address, listener, options);
        }
        TlsLayer layer = tls;
        FutureResult<StreamConnection> result = new FutureResult<>(io);
        IoFuture<StreamConnection> plain =
                dialPlain(
                        io,
                        address,
                        socket ->
                                new TlsHandshake(
                                                socket,
                                                layer.over(socket, http1Only),
                                                listener,
                                                result)
                                        .start(),
                        options);
        plain.addNotifier(
                (future, attached) -> {
                    if (future.getStatus() == IoFuture.Status.FAILED) {
                        result.setException(future.getException());
                    }
                },
                null);
        result.addCancelHandler(plain);
        return result.getIoFuture();
    }

    private IoFuture<StreamConnection> dialPlain(
            XnioIoThread io,
            SocketAddress address,
            ChannelListener<StreamConnection> listener,
            OptionMap options) {
        return address instanceof UnixDomainSocketAddress socket
                ? unix.dial(io, socket, listener)
                : io.openStreamConnection(address, listener, options);
    }

    /** Opens one connection; both are told what comes of it. */
    void open(XnioIoThread io, ByteBufferPool buffers, ConnectAttempt attempt) {
        TappedThread tap = taps.computeIfAbsent(io, TappedThread::new);
        tap.during(attempt, () -> http.connect(attempt, NOMINAL, tap, null, buffers, OPTIONS));
    }

    /** The connection as one that speaks HTTP/2, or null if that was not agreed on. */
    @Nullable Http2Connection asHttp2(StreamConnection stream, ByteBufferPool buffers) {
        boolean agreed = stream instanceof TlsStream secure && secure.protocol().equals("h2");
        return agreed || isHttp2Only()
                ? new Http2Connection(stream, buffers, target.origin().host(), agreed, kept)
                : null;
    }

    @Override
    public void close() {
        sharings.forEach((io, sharing) -> IoTasks.execute(io, sharing::close));
        resolver.close();
        IoUtils.safeClose(unix);
    }
}
