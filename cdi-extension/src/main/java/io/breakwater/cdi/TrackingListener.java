package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Remembers connections before their protocol takes over, and ends TLS handshakes that do not come to a request. */
final class TrackingListener implements OpenListener {
    private final OpenListener next;
    private final ChannelListener<StreamConnection> opened;
    private final Connections connections;
    private final boolean secure;
    private volatile Duration patience = Duration.ofSeconds(60);

    /**
     * @param next the protocol
     * @param opened what takes connections over for it
     */
    TrackingListener(
            OpenListener next,
            ChannelListener<StreamConnection> opened,
            Connections connections,
            boolean secure) {
        this.next = next;
        this.opened = opened;
        this.connections = connections;
        this.secure = secure;
    }

    void setPatience(Duration limit) {
        patience = limit;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        TrackedConnection tracked = connections.track(connection);
        if (secure) { // without TLS whoever hears the first bytes sees to it
            connection
                    .getIoThread()
                    .executeAfter(
                            () -> {
                                if (!tracked.wasEverHeard()) {
                                    IoUtils.safeClose(connection);
                                }
                            },
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        opened.handleEvent(connection);
    }

    @Override
    public HttpHandler getRootHandler() {
        return next.getRootHandler();
    }

    @Override
    public void setRootHandler(HttpHandler root) {
        next.setRootHandler(root);
    }

    @Override
    public OptionMap getUndertowOptions() {
        return next.getUndertowOptions();
    }

    @Override
    public void setUndertowOptions(OptionMap options) {
        throw new UnsupportedOperationException("the protocols have options, not this");
    }

    @Override
    public ByteBufferPool getBufferPool() {
        return next.getBufferPool();
    }

    @Override
    public @Nullable ConnectorStatistics getConnectorStatistics() {
        return next.getConnectorStatistics();
    }
}
