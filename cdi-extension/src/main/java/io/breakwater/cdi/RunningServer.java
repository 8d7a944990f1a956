package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.breakwater.options.ShutdownOptions;
import io.breakwater.options.TlsOptions;
import io.breakwater.trust.FileWatch;
import io.breakwater.upstream.UpstreamStatus;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** An embedded server from its start to its end. Not for use by several threads. */
final class RunningServer implements AutoCloseable {
    private final HttpHandler application;
    private final Undertow undertow;
    private final Connections connections = new Connections();
    private final ServerState state = new ServerState();
    private final Root root = new Root(connections);
    private final Protocols protocols;
    private final Listeners listeners;
    private @Nullable ServerMeters meters;
    private @Nullable FileWatch certificateWatch;

    private RunningServer(BreakwaterOptions options, HttpHandler application) {
        this.application = application;
        this.undertow = EmbeddedUndertow.of(options);
        undertow.start();
        this.protocols = new Protocols(worker(), connections, root);
        this.listeners = new Listeners(worker(), protocols);
    }

    /** @throws IllegalStateException if an address cannot be listened on; then nothing listens */
    static RunningServer start(BreakwaterOptions options, HttpHandler application) {
        RunningServer server = new RunningServer(options, application);
        try {
            server.use(options);
        } catch (RuntimeException e) {
            server.undertow.stop();
            throw e;
        }
        server.state.setReady(true);
        return server;
    }

    private XnioWorker worker() {
        return undertow.getWorker();
    }

    ServerState state() {
        return state;
    }

    /**
     * Serves so from now on.
     *
     * @throws IllegalStateException if that is not possible; then everything is as before
     */
    void use(BreakwaterOptions options) {
        Listeners.Change change = listeners.open(options.listen(), this::management);
        InService next;
        try {
            next = new InService(change.real(options), application, state.traffic());
        } catch (RuntimeException e) {
            change.revert();
            throw e;
        }
        protocols.use(options);
        InService before = root.use(next);
        change.commit();
        watchCertificates(options);
        if (meters != null) {
            meters.use(next.breakwater());
        }
        if (before != null) {
            before.retire();
            retireAfter(before, options.listen().shutdown());
        }
    }

    /** Streams and downloads may go on for ever; the threads of a configuration that nobody uses must not. */
    private void retireAfter(InService before, ShutdownOptions patience) {
        worker().getIoThread()
                .executeAfter(before::close, patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpHandler management() {
        try {
            ServerMeters made = new ServerMeters(state, connections);
            meters = made;
            return new Management(state, made::text);
        } catch (NoClassDefFoundError absent) { // a thin jar, without Micrometer beside it
            return new Management(
                    state, () -> "# io.micrometer:micrometer-registry-prometheus is not there\n");
        }
    }

    private void watchCertificates(BreakwaterOptions options) {
        stopWatching();
        Optional<TlsOptions> tls = options.listen().tls();
        certificateWatch =
                tls.map(
                                told ->
                                        new FileWatch(
                                                "Certificates",
                                                told.files(),
                                                changed ->
                                                        changed.listen()
                                                                .tls()
                                                                .map(TlsOptions::identities)
                                                                .ifPresent(protocols::use)))
                        .orElse(null);
    }

    private void stopWatching() {
        if (certificateWatch != null) {
            certificateWatch.close();
        }
    }

    List<ListenAddress> addresses(boolean tls) {
        return listeners.addresses(tls ? Listeners.Kind.TLS : Listeners.Kind.PLAIN);
    }

    List<ListenAddress> managementAddresses() {
        return listeners.addresses(Listeners.Kind.MANAGEMENT);
    }

    List<UpstreamStatus> upstreams() {
        InService serving = root.current();
        return serving == null ? List.of() : serving.breakwater().upstreams();
    }

    private static void end(InService last) {
        last.close();
        try {
            last.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<XnioIoThread> ioThreads() {
        return IntStream.range(0, worker().getIoThreadCount())
                .mapToObj(worker()::getIoThread)
                .toList();
    }

    /** A thread that is interrupted in here waits for nobody any more. */
    @Override
    public void close() {
        InService last = root.current();
        ShutdownOptions how =
                last == null
                        ? new ShutdownOptions(Duration.ZERO, Duration.ZERO)
                        : last.options().listen().shutdown();
        state.setReady(false);
        stopWatching();
        boolean interrupted = isInterruptedIn(how);
        listeners.closeAll();
        undertow.stop();
        if (last != null) {
            end(last);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInterruptedIn(ShutdownOptions how) {
        try {
            drain(how);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Listens no more before anything else: who is told to come on another connection must not find one that is never taken. */
    private void drain(ShutdownOptions how) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(how.delay().toNanos());
        listeners.closePublic();
        connections.turn(ioThreads(), how.timeout()); // those on their way to their thread
        connections.end();
        connections.await(ioThreads(), how.timeout());
    }
}
