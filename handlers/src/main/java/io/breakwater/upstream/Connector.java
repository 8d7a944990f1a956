package io.breakwater.upstream;

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
    private final Resolver resolver;
    private final UnixDialer unix = new UnixDialer();
    private final @Nullable TlsLayer tls;

    Connector(UpstreamUrl target, UpstreamOptions options) {
        this.target = target;
        this.timeout = options.connectTimeout();
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

    void connect(XnioIoThread io, ByteBufferPool buffers, Outcome outcome) {
        ConnectAttempt attempt = new ConnectAttempt(this, io, buffers, outcome);
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
                        socket -> new TlsHandshake(socket, layer, listener, result).start(),
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

    @Override
    public void close() {
        resolver.close();
        IoUtils.safeClose(unix);
    }
}
