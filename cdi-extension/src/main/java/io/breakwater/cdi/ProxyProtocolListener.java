package io.breakwater.cdi;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.Peer;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/**
 * Takes connections that begin with a PROXY header, and closes those of everybody who may not send one (B-23). From then on the peer is
 * whom the header names; of {@code LOCAL} and {@code UNKNOWN} it is the sender.
 */
final class ProxyProtocolListener implements ChannelListener<StreamConnection> {
    private final TrustList senders;
    private final ChannelListener<StreamConnection> next;

    private ProxyProtocolListener(TrustList senders, ChannelListener<StreamConnection> next) {
        this.senders = senders;
        this.next = next;
    }

    static ProxyProtocolListener before(
            HttpOpenListener http, ByteBufferPool buffers, TrustList senders) {
        return new ProxyProtocolListener(
                senders, new ProxyProtocolOpenListener(http, null, buffers, OptionMap.EMPTY));
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (senders.entryFor(Peer.of(connection.getPeerAddress())) == null) {
            IoUtils.safeClose(connection);
        } else {
            next.handleEvent(connection);
        }
    }
}
