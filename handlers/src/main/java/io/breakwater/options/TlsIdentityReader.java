package io.breakwater.options;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads {@code tls.certificate} and {@code tls.key}, which belong together, of a route or of the server (P-4). */
final class TlsIdentityReader {
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.key";

    private final SettingsReader reader;

    TlsIdentityReader(SettingsReader reader) {
        this.reader = reader;
    }

    /** @param prefix of the two keys: {@code mounts.api.}, or empty for those of the server */
    Optional<TlsIdentity> read(String prefix) {
        String certificateKey = prefix + CERTIFICATE;
        String keyKey = prefix + KEY;
        if (reader.has(certificateKey) != reader.has(keyKey)) {
            String present = reader.has(keyKey) ? keyKey : certificateKey;
            String absent = reader.has(keyKey) ? certificateKey : keyKey;
            reader.missing(
                    absent,
                    reader.settings().last(present).map(Setting::source),
                    "Set it too, or leave out " + Keys.PREFIX + present);
            return Optional.empty();
        }
        Optional<List<X509Certificate>> chain = reader.value(certificateKey, CertificateFile::read);
        return chain.flatMap(
                certificates -> reader.value(keyKey, path -> identity(certificates, path)));
    }

    private static TlsIdentity identity(List<X509Certificate> chain, String keyPath) {
        return new TlsIdentity(chain, PrivateKeyFile.read(keyPath, chain.get(0).getPublicKey()));
    }
}
