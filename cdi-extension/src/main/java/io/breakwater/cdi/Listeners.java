package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
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
 * Accepts connections, and speaks HTTP/1.1 on them, or HTTP/2 if they begin with it (RFC 9113 section 3.3).
 *
 * <p>Undertow's own listeners would believe every sender of a PROXY header (B-23). They would also change over to HTTP/2 where a client says
 * {@code Upgrade: h2c}, which RFC 9113 section 3.1 has given up: a proxy that passes it on would be a tunnel for whatever its client says.
 */
final class Listeners {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Undertow's own. */
    private static final OptionMap SOCKET_OPTIONS =
            OptionMap.builder()
                    .set(Options.TCP_NODELAY, true)
                    .set(Options.REUSE_ADDRESSES, true)
                    .set(Options.BALANCING_TOKENS, 1)
                    .set(Options.BALANCING_CONNECTIONS, 2)
                    .set(Options.BACKLOG, 1_000)
                    .getMap();

    /** Java listens to both families on this one. */
    private static final String ANY_ADDRESS = "0.0.0.0";

    private Listeners() {}

    /** Listens on all addresses, with the threads of an Undertow that has been started; on none if one of them cannot be listened on. */
    static List<AcceptingChannel<?>> open(
            Undertow undertow, BreakwaterOptions options, HttpHandler handler) {
        ChannelListener<StreamConnection> listener = listener(options, handler);
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

    private static ChannelListener<StreamConnection> listener(
            BreakwaterOptions options, HttpHandler handler) {
        DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        OptionMap serverOptions = EmbeddedUndertow.serverOptions(options.limits());
        HttpOpenListener http = new HttpOpenListener(buffers, serverOptions);
        http.setRootHandler(handler);
        return options.listen()
                .proxyProtocol()
                .<ChannelListener<StreamConnection>>map(
                        senders -> ProxyProtocolListener.before(http, buffers, senders))
                .orElse(http);
    }

    private static AcceptingChannel<?> accept(
            Undertow undertow, ListenAddress address, ChannelListener<StreamConnection> listener)
            throws IOException {
        AcceptingChannel<StreamConnection> channel =
                undertow.getWorker()
                        .createStreamConnectionServer(
                                new InetSocketAddress(host(address), address.port()),
                                ChannelListeners.openListenerAdapter(listener),
                                SOCKET_OPTIONS);
        channel.resumeAccepts();
        return channel;
    }

    static String host(ListenAddress address) {
        return address.host().equals("*") ? ANY_ADDRESS : address.host();
    }
}
