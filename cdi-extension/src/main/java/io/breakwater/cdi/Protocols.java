package io.breakwater.cdi;

import io.breakwater.forwarded.TrustList;
import io.breakwater.net.Peer;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.TlsIdentity;
import io.breakwater.options.TlsOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * What is spoken on connections: HTTP/1.1, or HTTP/2 if they begin with it (RFC 9113 section 3.3) or agree on it in TLS; behind a PROXY
 * header, where those are understood.
 *
 * <p>Undertow's own listeners would believe every sender of a PROXY header (B-23). They would also change over to HTTP/2 where a client says
 * {@code Upgrade: h2c}, which RFC 9113 section 3.1 has given up: a proxy that passes it on would be a tunnel for whatever its client says.
 */
final class Protocols {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
    private final HttpOpenListener plainHttp;
    private final HttpOpenListener secureHttp;
    private final Http2Listener http2;
    private final FirstBytes plainStart;
    private final FirstBytes secureStart;
    private final TrackingListener plain;
    private final TrackingListener secure;
    private final ServerTls tls;
    private volatile Optional<TrustList> proxyProtocol = Optional.empty();

    /** @param root is entered with every request */
    Protocols(XnioWorker worker, Connections connections, HttpHandler root) {
        this.tls = new ServerTls(worker, buffers);
        this.plainHttp = http(root);
        this.http2 = new Http2Listener(buffers, BUFFER_BYTES, connections, root);
        this.secureHttp = http(root);
        this.plainStart = new FirstBytes(buffers, new ProtocolChoice(plainHttp, http2)::begun);
        this.secureStart = new FirstBytes(buffers, new ProtocolChoice(secureHttp, http2)::agreed);
        this.plain = new TrackingListener(plainHttp, plainStart, connections);
        this.secure = new TrackingListener(secureHttp, this::agree, connections);
    }

    private void agree(StreamConnection connection) {
        ProtocolChoice.offer(connection);
        secureStart.handleEvent(connection);
    }

    private HttpOpenListener http(HttpHandler root) {
        HttpOpenListener http = new HttpOpenListener(buffers, OptionMap.EMPTY);
        http.setRootHandler(root);
        return http;
    }

    /** New connections are served so from now on. */
    void use(BreakwaterOptions options) {
        OptionMap server = EmbeddedUndertow.serverOptions(options.limits());
        plainHttp.setUndertowOptions(server);
        secureHttp.setUndertowOptions(server);
        http2.setUndertowOptions(server);
        Duration patience = options.limits().socketTimeout();
        plainStart.setPatience(patience);
        secureStart.setPatience(patience);
        proxyProtocol = options.listen().proxyProtocol();
        options.listen().tls().map(TlsOptions::identities).ifPresent(this::use);
    }

    void use(List<TlsIdentity> identities) {
        tls.use(identities);
    }

    /** For addresses without TLS. */
    ChannelListener<StreamConnection> plain() {
        ChannelListener<StreamConnection> behindHeader =
                new ProxyProtocolOpenListener(plain, null, buffers, OptionMap.EMPTY);
        return connection -> takeUp(connection, behindHeader, plain);
    }

    /** For addresses with TLS. */
    ChannelListener<StreamConnection> secure() {
        ChannelListener<StreamConnection> behindHeader =
                new ProxyProtocolOpenListener(secure, tls.ssl(), buffers, ServerTls.OPTIONS);
        return connection ->
                takeUp(
                        connection,
                        behindHeader,
                        raw ->
                                secure.handleEvent(
                                        tls.ssl()
                                                .wrapExistingConnection(
                                                        raw, ServerTls.OPTIONS, false)));
    }

    /**
     * Where PROXY headers are understood, every connection begins with one, and those of senders that may not send one are closed (B-23).
     * From then on the peer is whom the header names; of {@code LOCAL} and {@code UNKNOWN} it is the sender.
     */
    private void takeUp(
            StreamConnection connection,
            ChannelListener<StreamConnection> behindHeader,
            ChannelListener<StreamConnection> direct) {
        Optional<TrustList> senders = proxyProtocol;
        if (senders.isEmpty()) {
            direct.handleEvent(connection);
        } else if (senders.get().entryFor(Peer.of(connection.getPeerAddress())) == null) {
            IoUtils.safeClose(connection);
        } else {
            ConduitStreamSourceChannel source = connection.getSourceChannel();
            source.setConduit(new ProxyLineSource(source.getConduit()));
            behindHeader.handleEvent(connection);
        }
    }

    /** For connections that are none of the public's. */
    OpenListener management(HttpHandler handler) {
        HttpOpenListener http = http(handler);
        http.setUndertowOptions(EmbeddedUndertow.MANAGEMENT);
        return http;
    }
}
