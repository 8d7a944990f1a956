package io.breakwater.upstream;

import io.breakwater.options.UpstreamOptions;
import io.breakwater.route.UpstreamUrl;
import io.undertow.connector.ByteBufferPool;
import org.xnio.XnioIoThread;

/**
 * One of the servers that an upstream consists of, with the connections to it. Safe for use by several threads.
 */
final class Target implements AutoCloseable {
    private final UpstreamUrl url;
    private final String host;
    private final Connector connector;
    private final ConnectionPool idle;
    private final TargetCounts counts = new TargetCounts();
    private final FailureLog log;

    Target(UpstreamUrl url, UpstreamOptions options) {
        this.url = url;
        this.host = url.origin().authority().toString();
        this.connector = new Connector(url, options);
        this.idle = new ConnectionPool(options.timeout(), counts);
        this.log = new FailureLog(url.toString());
    }

    /** Opens a connection, which is counted until it is closed.
     *
     * @param webSocket whether it has to carry one
     */
    void connect(
            XnioIoThread io, ByteBufferPool buffers, boolean webSocket, Connector.Outcome outcome) {
        connector.connect(
                io,
                buffers,
                webSocket,
                new Connector.Outcome() {
                    @Override
                    public void connected(UpstreamConnection connection) {
                        opened(connection);
                        outcome.connected(connection);
                    }

                    @Override
                    public void failed(Failure failure) {
                        outcome.failed(failure);
                    }
                });
    }

    private void opened(UpstreamConnection connection) {
        counts.opened();
        connection
                .client()
                .addCloseListener(
                        closed -> {
                            counts.closed();
                            idle.forget(connection);
                        });
    }

    void failed(Failure failure) {
        counts.failed(failure);
        log.tell(failure);
    }

    UpstreamUrl url() {
        return url;
    }

    /** Its own authority, for requests that do not keep the client's. */
    String host() {
        return host;
    }

    /** Connections that wait for requests. */
    ConnectionPool idle() {
        return idle;
    }

    TargetCounts counts() {
        return counts;
    }

    TargetStatus status() {
        return new TargetStatus(
                url,
                idle.isClosed() ? TargetStatus.State.DRAINING : TargetStatus.State.LIVE,
                counts.requests(),
                counts.responses(),
                counts.failures(),
                counts.answerTime(),
                counts.ejections(),
                counts.inFlight(),
                counts.open(),
                counts.idle());
    }

    @Override
    public void close() {
        idle.close();
        connector.close();
    }
}
