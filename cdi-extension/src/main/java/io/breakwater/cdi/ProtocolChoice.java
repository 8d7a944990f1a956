package io.breakwater.cdi;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DelegateOpenListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/**
 * HTTP/1.1 or HTTP/2: without TLS, what a connection begins with (RFC 9113 section 3.3); in TLS, what both ends agree on (ALPN, RFC 7301).
 *
 * <p>Undertow's own listeners do both too. They hide connections of the first kind from those who have to end them, and refuse HTTP/2 to
 * clients that speak TLS 1.3 alone.
 */
final class ProtocolChoice {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HTTP_2 = "h2";
    private static final String HTTP_1 = "http/1.1";

    /** The suites of TLS 1.2 that RFC 9113 section 9.2.2 does not advise against: those with ephemeral keys and authenticated encryption. */
    private static final Pattern FIT =
            Pattern.compile("TLS_(EC)?DHE_\\w+_(GCM|CCM|CHACHA20_POLY1305)_\\w+");

    private final DelegateOpenListener http1;
    private final DelegateOpenListener http2;

    ProtocolChoice(DelegateOpenListener http1, DelegateOpenListener http2) {
        this.http1 = http1;
        this.http2 = http2;
    }

    /** By the first bytes. */
    @Nullable DelegateOpenListener begun(StreamConnection connection, ByteBuffer bytes) {
        for (int i = 0; i < Math.min(bytes.position(), PREFACE.length); i++) {
            if (bytes.get(i) != PREFACE[i]) {
                return http1;
            }
        }
        return bytes.position() < PREFACE.length ? null : http2;
    }

    /** To be called before the handshake. */
    static void offer(StreamConnection connection) {
        UndertowXnioSsl.getSslEngine((SslConnection) connection)
                .setHandshakeApplicationProtocolSelector(ProtocolChoice::choose);
    }

    /** Null if there is nothing that both speak; the handshake then fails (RFC 7301 section 3.2). */
    private static @Nullable String choose(SSLEngine engine, List<String> offered) {
        if (offered.contains(HTTP_2) && isFit(engine.getHandshakeSession())) {
            return HTTP_2;
        }
        return offered.contains(HTTP_1) ? HTTP_1 : null;
    }

    private static boolean isFit(SSLSession session) {
        return session.getProtocol().equals("TLSv1.3")
                || FIT.matcher(session.getCipherSuite()).matches();
    }

    /** By what was agreed on, which is settled once anything has come. */
    @Nullable DelegateOpenListener agreed(StreamConnection connection, ByteBuffer bytes) {
        if (bytes.position() == 0) {
            return null;
        }
        SSLEngine engine = UndertowXnioSsl.getSslEngine((SslConnection) connection);
        return HTTP_2.equals(engine.getApplicationProtocol()) ? http2 : http1;
    }
}
