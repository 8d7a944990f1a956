package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Remembers connections before their protocol takes over. */
final class TrackingListener implements OpenListener {
    private final OpenListener next;
    private final ChannelListener<StreamConnection> opened;
    private final Connections connections;

    /**
     * @param next the protocol
     * @param opened what takes connections over for it
     */
    TrackingListener(
            OpenListener next, ChannelListener<StreamConnection> opened, Connections connections) {
        this.next = next;
        this.opened = opened;
        this.connections = connections;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        connections.track(connection);
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
