package io.breakwater.upstream;

import io.undertow.server.RenegotiationRequiredException;
import io.undertow.server.SSLSessionInfo;
import io.undertow.server.ServerConnection;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Tells an upstream of the client's TLS certificate (RFC 9440). Whatever the client sent under these names is gone before they are added.
 *
 * <p>A trusted peer's own certificate is not its clients': behind one, only what it tells counts.
 */
final class ClientCertFields {
    private ClientCertFields() {}

    /** None if there is no certificate. */
    static List<Field> of(Sender sender, ServerConnection connection) {
        List<? extends Certificate> chain =
                sender.trusted() ? sender.certificates() : shownOn(connection);
        List<Field> fields = new ArrayList<>();
        if (!chain.isEmpty()) {
            fields.add(new Field(FieldNames.CLIENT_CERT, item(chain.get(0))));
        }
        if (chain.size() > 1) {
            List<? extends Certificate> issuers = chain.subList(1, chain.size());
            fields.add(new Field(FieldNames.CLIENT_CERT_CHAIN, list(issuers)));
        }
        return fields;
    }

    private static List<Certificate> shownOn(ServerConnection connection) {
        SSLSessionInfo session = connection.getSslSessionInfo();
        try {
            return session == null ? List.of() : Arrays.asList(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException | RenegotiationRequiredException nobodyAsked) {
            return List.of();
        }
    }

    private static String list(List<? extends Certificate> certificates) {
        return certificates.stream().map(ClientCertFields::item).collect(Collectors.joining(", "));
    }

    /** A byte sequence (RFC 9651 section 3.3.5). */
    private static String item(Certificate certificate) {
        try {
            return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed can be written", e);
        }
    }
}
