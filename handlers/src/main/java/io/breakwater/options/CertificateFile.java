package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** A file of certificates in PEM or DER (RFC 7468). */
final class CertificateFile {
    private static final String REMEDY =
            "Write the path of a readable file with certificates in PEM";

    private CertificateFile() {}

    /** @throws InvalidValue if there is no certificate in it */
    static List<X509Certificate> read(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new InvalidValue("has no certificate in it", REMEDY);
            }
            return certificates;
        } catch (CertificateException e) {
            throw new InvalidValue("is not a file of certificates", REMEDY);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValue("cannot be read", REMEDY);
        }
    }
}
