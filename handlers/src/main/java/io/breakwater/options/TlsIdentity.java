package io.breakwater.options;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Whom a TLS connection says that it is: a server to its clients, or Breakwater to an upstream (P-4). The key is never printed.
 *
 * @param chain the own certificate first, then those of its issuers
 * @param key of the first certificate
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final char[] NO_PASSWORD = {};

    /** @throws IllegalArgumentException if there is no certificate */
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /**
     * What {@link javax.net.ssl.SSLContext#init} asks for.
     *
     * @throws IllegalStateException if the Java runtime cannot use such a key
     */
    public KeyManager[] keyManagers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
