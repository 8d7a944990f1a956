package io.breakwater.cdi;

import io.breakwater.options.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A TCP address that is listened on.
 *
 * @param asked as configured
 */
record TcpListener(ListenAddress asked, AcceptingChannel<StreamConnection> channel)
        implements Listener {
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

    /** @throws IOException if the address cannot be listened on */
    static TcpListener open(
            XnioWorker worker, ListenAddress address, ChannelListener<StreamConnection> opened)
            throws IOException {
        return new TcpListener(
                address,
                worker.createStreamConnectionServer(
                        new InetSocketAddress(host(address), address.port()),
                        ChannelListeners.openListenerAdapter(opened),
                        SOCKET_OPTIONS));
    }

    private static String host(ListenAddress address) {
        return address.host().equals("*") ? ANY_ADDRESS : address.host();
    }

    @Override
    public void accept() {
        channel.resumeAccepts();
    }

    @Override
    public ListenAddress real() {
        int port = channel.getLocalAddress(InetSocketAddress.class).getPort();
        return new ListenAddress(host(asked), port);
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void close() {
        IoUtils.safeClose(channel);
    }
}
