package io.breakwater.upstream;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client has gone while its request waits. Undertow does not read between a request and its response, and so does not notice.
 *
 * <p>Only of a whole HTTP/1 request behind which nothing has come yet. If its client sends the next one while this one waits, that is kept for
 * Undertow, and nothing more is noticed. Used on one I/O thread.
 */
final class ClientWatch {
    private final HttpServerConnection connection;
    private final Runnable gone;

    private ClientWatch(HttpServerConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    /**
     * Null if nothing can be noticed.
     *
     * @param gone is run at most once
     */
    static @Nullable ClientWatch start(HttpServerExchange exchange, Runnable gone) {
        boolean possible =
                exchange.getConnection() instanceof HttpServerConnection connection
                        && exchange.isRequestComplete()
                        && connection.getExtraBytes() == null;
        if (!possible) {
            return null;
        }
        ClientWatch watch = new ClientWatch((HttpServerConnection) exchange.getConnection(), gone);
        watch.source().setReadListener(channel -> watch.look());
        watch.source().resumeReads();
        return watch;
    }

    private ConduitStreamSourceChannel source() {
        return connection.getChannel().getSourceChannel();
    }

    private void look() {
        PooledByteBuffer buffer = connection.getByteBufferPool().allocate();
        int count;
        try {
            count = source().read(buffer.getBuffer());
        } catch (IOException e) {
            count = -1;
        }
        if (count > 0) {
            stop();
            buffer.getBuffer().flip();
            connection.setExtraBytes(buffer);
        } else {
            buffer.close();
        }
        if (count < 0) {
            stop();
            gone.run();
        }
    }

    void stop() {
        source().suspendReads();
    }
}
