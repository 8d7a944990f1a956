package io.breakwater.upstream;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/**
 * A TLS connection after its handshake, as a plain one: Undertow's client would negotiate again on one that it knows to be TLS. Closing it
 * closes the socket at once.
 */
final class TlsStream extends StreamConnection {
    private final SslConnection tls;
    private final StreamConnection socket;
    private final String protocol;

    TlsStream(SslConnection tls, StreamConnection socket) {
        super(tls.getIoThread());
        this.tls = tls;
        this.socket = socket;
        String chosen = UndertowXnioSsl.getSslEngine(tls).getApplicationProtocol();
        this.protocol = chosen == null ? "" : chosen;
        setSourceConduit(tls.getSourceChannel().getConduit());
        setSinkConduit(tls.getSinkChannel().getConduit());
        socket.getCloseSetter().set(closed -> IoUtils.safeClose(this));
    }

    /** What the two ends have agreed on to speak (RFC 7301); empty if on nothing. */
    String protocol() {
        return protocol;
    }

    @Override
    protected void closeAction() {
        IoUtils.safeClose(tls, socket);
    }

    @Override
    public SocketAddress getPeerAddress() {
        return tls.getPeerAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return tls.getLocalAddress();
    }

    @Override
    public boolean supportsOption(Option<?> option) {
        return tls.supportsOption(option);
    }

    @Override
    public <T> @Nullable T getOption(Option<T> option) throws IOException {
        return tls.getOption(option);
    }

    @Override
    public <T> @Nullable T setOption(Option<T> option, T value) throws IOException {
        return tls.setOption(option, value);
    }
}
