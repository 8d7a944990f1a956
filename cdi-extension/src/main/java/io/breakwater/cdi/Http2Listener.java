package io.breakwater.cdi;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.DelegateOpenListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http2.Http2ReceiveListener;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Speaks HTTP/2 on connections that have agreed on it (ALPN) or begin with it, and knows each, so that it can say GOAWAY. */
final class Http2Listener implements DelegateOpenListener {
    private final ByteBufferPool buffers;
    private final int bufferBytes;
    private final Connections connections;
    private final HttpHandler root;
    private volatile OptionMap options = OptionMap.EMPTY;

    Http2Listener(
            ByteBufferPool buffers, int bufferBytes, Connections connections, HttpHandler root) {
        this.connections = connections;
        this.buffers = buffers;
        this.bufferBytes = bufferBytes;
        this.root = root;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        handleEvent(connection, null);
    }

    @Override
    public void handleEvent(StreamConnection connection, @Nullable PooledByteBuffer read) {
        ServedHttp2 channel = ServedHttp2.on(connection, buffers, read, options);
        TrackedConnection tracked = connections.of(connection);
        tracked.speaks(channel);
        HttpHandler entered =
                exchange -> {
                    tracked.enter(exchange);
                    root.handleRequest(exchange);
                };
        channel.getReceiveSetter()
                .set(new Http2ReceiveListener(entered, options, bufferBytes, null));
        channel.resumeReceives();
    }

    @Override
    public HttpHandler getRootHandler() {
        return root;
    }

    @Override
    public void setRootHandler(HttpHandler other) {
        throw new UnsupportedOperationException("the root handler stays");
    }

    @Override
    public OptionMap getUndertowOptions() {
        return options;
    }

    @Override
    public void setUndertowOptions(OptionMap other) {
        options = other;
    }

    @Override
    public ByteBufferPool getBufferPool() {
        return buffers;
    }

    @Override
    public @Nullable ConnectorStatistics getConnectorStatistics() {
        return null;
    }
}
