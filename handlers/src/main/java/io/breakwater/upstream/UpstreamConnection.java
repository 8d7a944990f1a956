package io.breakwater.upstream;

import io.undertow.client.ClientConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * A connection to an upstream: Undertow's client, and what it was put on top of.
 *
 * @param client speaks HTTP
 * @param stream the socket
 * @param heads what comes in
 * @param meter what goes out
 * @param watch over both
 */
record UpstreamConnection(
        ClientConnection client,
        StreamConnection stream,
        ResponseHeads heads,
        SinkMeter meter,
        IdleWatch watch) {
    /**
     * Whether the next request can be sent. What the upstream did since the last one may not have been noticed yet, so it is asked: it may have
     * closed, or have sent more than it was asked for, which must not become the answer to whoever asks next.
     */
    boolean isUsable() {
        try {
            return client.isOpen()
                    && !client.isUpgraded()
                    && stream.getSourceChannel().read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the socket at once. {@link ClientConnection#close()} would wait for the upstream for up to ten seconds. */
    void closeNow() {
        watch.stop();
        IoUtils.safeClose(stream);
    }
}
