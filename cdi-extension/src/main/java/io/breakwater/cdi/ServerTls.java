package io.breakwater.cdi;

import io.breakwater.options.TlsIdentity;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.XnioWorker;

/** TLS 1.2 and 1.3 as a server, with certificates that can be changed. */
final class ServerTls {
    /** TLS 1.0 and 1.1 are over (RFC 8996), whatever the Java runtime would still do. */
    static final OptionMap OPTIONS =
            OptionMap.create(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.2", "TLSv1.3"));

    private final CertificateChoice certificates = new CertificateChoice();
    private final UndertowXnioSsl ssl;

    ServerTls(XnioWorker worker, ByteBufferPool buffers) {
        this.ssl = new UndertowXnioSsl(worker.getXnio(), OPTIONS, buffers, context(certificates));
    }

    private static SSLContext context(CertificateChoice certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificates}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    UndertowXnioSsl ssl() {
        return ssl;
    }

    void use(List<TlsIdentity> identities) {
        certificates.use(identities);
    }
}
