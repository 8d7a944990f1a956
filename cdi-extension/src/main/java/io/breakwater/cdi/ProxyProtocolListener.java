package io.breakwater.cdi;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.Peer;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * Accepts connections that begin with a PROXY header, and closes those of everybody who may not send one (B-23). From then on the peer is
 * whom the header names; of {@code LOCAL} and {@code UNKNOWN} it is the sender.
 *
 * <p>Undertow's own listener would believe every sender, so the connections are accepted here and handed to it.
 */
final class ProxyProtocolListener implements ChannelListener<StreamConnection> {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_000;

    private final TrustList senders;
    private final ChannelListener<StreamConnection> next;

    private ProxyProtocolListener(TrustList senders, ChannelListener<StreamConnection> next) {
        this.senders = senders;
        this.next = next;
    }

    /** Listens on all addresses, with the threads of an Undertow that has been started. */
    static List<AcceptingChannel<?>> open(
            Undertow undertow, BreakwaterOptions options, TrustList senders, HttpHandler handler) {
        ChannelListener<StreamConnection> listener =
                new ProxyProtocolListener(senders, http(options, handler));
        List<AcceptingChannel<?>> channels = new ArrayList<>();
        try {
            for (ListenAddress address : options.listen().addresses()) {
                channels.add(accept(undertow, address, listener));
            }
        } catch (IOException e) {
            channels.forEach(IoUtils::safeClose);
            throw new IllegalStateException(e);
        }
        return channels;
    }

    private static ChannelListener<StreamConnection> http(
            BreakwaterOptions options, HttpHandler handler) {
        DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        OptionMap serverOptions = EmbeddedUndertow.serverOptions(options.limits());
        HttpOpenListener http = new HttpOpenListener(buffers, serverOptions);
        http.setRootHandler(new Http2UpgradeHandler(handler));
        return new ProxyProtocolOpenListener(http, null, buffers, OptionMap.EMPTY);
    }

    private static AcceptingChannel<?> accept(
            Undertow undertow, ListenAddress address, ChannelListener<StreamConnection> listener)
            throws IOException {
        OptionMap socketOptions =
                OptionMap.builder()
                        .set(Options.TCP_NODELAY, true)
                        .set(Options.REUSE_ADDRESSES, true)
                        .set(Options.BACKLOG, BACKLOG)
                        .getMap();
        AcceptingChannel<StreamConnection> channel =
                undertow.getWorker()
                        .createStreamConnectionServer(
                                new InetSocketAddress(
                                        EmbeddedUndertow.host(address), address.port()),
                                ChannelListeners.openListenerAdapter(listener),
                                socketOptions);
        channel.resumeAccepts();
        return channel;
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
