package io.breakwater.upstream;

import io.breakwater.net.IpAddress;
import io.breakwater.net.Origin;
import io.breakwater.options.UpstreamTls;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.ssl.SslConnection;

/** Speaks TLS to one host: tells its name (SNI, RFC 6066 section 3) and, unless told otherwise, checks it (P-4). */
final class TlsLayer {
    private static final String[] HTTP1 = {"http/1.1"};
    private static final String[] HTTP2_AND_1 = {"h2", "http/1.1"};

    private final UndertowXnioSsl ssl;
    private final OptionMap options;
    private final String host;

    TlsLayer(Origin origin, UpstreamTls tls) {
        String literal = origin.host();
        this.host = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        this.ssl = new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, TlsTrust.context(tls));
        this.options =
                OptionMap.builder()
                        .set(Options.SSL_PEER_HOST_NAME, host)
                        .set(Options.SSL_PEER_PORT, origin.port())
                        .set(
                                UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM,
                                tls.verify() ? "HTTPS" : "")
                        .getMap();
    }

    /**
     * A connection on which the handshake is still to be done.
     *
     * @param http1Only whether HTTP/2 is not offered (RFC 7301)
     */
    SslConnection over(StreamConnection socket, boolean http1Only) {
        SslConnection connection = ssl.wrapExistingConnection(socket, options);
        SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
        SSLParameters parameters = engine.getSSLParameters();
        if (IpAddress.parse(host) == null) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        parameters.setApplicationProtocols(http1Only ? HTTP1 : HTTP2_AND_1);
        engine.setSSLParameters(parameters);
        return connection;
    }
}
