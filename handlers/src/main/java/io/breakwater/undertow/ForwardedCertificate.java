package io.breakwater.undertow;

import io.undertow.server.BasicSSLSessionInfo;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a certificate that a trusted proxy told as the one of the connection, as long as the exchange lasts (B-24). */
final class ForwardedCertificate {
    private static final Base64.Encoder BASE64 =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private ForwardedCertificate() {}

    static void show(HttpServerExchange exchange, List<X509Certificate> certificates) {
        SSLSessionInfo own = exchange.getConnection().getSslSessionInfo();
        exchange.getConnection().setSslSessionInfo(session(certificates, own));
        exchange.addExchangeCompleteListener(
                (completed, next) -> {
                    completed
                            .getConnection()
                            .setSslSessionInfo(own); // the next request is another client's
                    next.proceed();
                });
    }

    private static SSLSessionInfo session(
            List<X509Certificate> certificates, @Nullable SSLSessionInfo own) {
        String cipherSuite = own == null ? "" : own.getCipherSuite();
        byte[] id = own == null ? new byte[0] : own.getSessionId();
        StringBuilder pem = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                String base64 = BASE64.encodeToString(certificate.getEncoded());
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(base64)
                        .append("\n-----END CERTIFICATE-----\n");
            }
            return new BasicSSLSessionInfo(id, cipherSuite, pem.toString());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed can be written", e);
        } catch (Exception e) { // among them a type that the JDK will remove
            throw new IllegalStateException("a certificate that was written can be parsed", e);
        }
    }
}
