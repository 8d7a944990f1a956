package io.breakwater.upstream;

import io.breakwater.route.UpstreamUrl;
import io.undertow.client.http.HttpClientProvider;
import io.undertow.connector.ByteBufferPool;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioIoThread;

/** Opens connections to one target. */
final class Connector implements AutoCloseable {
    /** Never connected to: an address literal keeps {@link HttpClientProvider} from looking a name up. */
    private static final URI NOMINAL = URI.create("http://127.0.0.1:80/");

    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final HttpClientProvider http = new HttpClientProvider();
    private final Map<XnioIoThread, TappedThread> taps = new ConcurrentHashMap<>();
    private final Resolver resolver;
    private final int port;
    private final Duration timeout;

    Connector(UpstreamUrl target, Duration timeout) {
        this.resolver = new Resolver(target.origin().host());
        this.port = target.origin().port();
        this.timeout = timeout;
    }

    /** Is called once, on the I/O thread. */
    interface Outcome {
        void connected(UpstreamConnection connection);

        void failed(Failure failure);
    }

    void connect(XnioIoThread io, ByteBufferPool buffers, Outcome outcome) {
        ConnectAttempt attempt = new ConnectAttempt(this, io, buffers, outcome);
        attempt.start(timeout);
        resolver.resolve(io, addresses -> attempt.tryAll(addresses, port));
    }

    /** Opens one connection; both are told what comes of it. */
    void open(XnioIoThread io, ByteBufferPool buffers, ConnectAttempt attempt) {
        TappedThread tap = taps.computeIfAbsent(io, TappedThread::new);
        tap.during(attempt, () -> http.connect(attempt, NOMINAL, tap, null, buffers, OPTIONS));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
