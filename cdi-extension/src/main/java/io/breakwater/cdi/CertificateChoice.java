package io.breakwater.cdi;

import io.breakwater.options.TlsIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate for the name that a client asks for (SNI, RFC 6066 section 3); without a name, or for one that none is for, the
 * first. Of several for one name, such as an RSA and an EC one, the client's algorithms decide.
 *
 * <p>Can be given other certificates at any time; handshakes that have begun end with the old ones.
 */
final class CertificateChoice extends X509ExtendedKeyManager {
    private static final int DNS_NAME = 2;

    private final AtomicLong count = new AtomicLong();
    private volatile List<Entry> entries = List.of();
    private volatile List<Entry> before = List.of();

    /** @param alias by which JSSE asks for it again; never given twice */
    private record Entry(String alias, TlsIdentity identity, Set<String> names) {
        boolean isFor(String host) {
            int dot = host.indexOf('.');
            return names.contains(host) || dot > 0 && names.contains("*" + host.substring(dot));
        }

        boolean has(String keyType) {
            return identity.key().getAlgorithm().equals(keyType);
        }
    }

    void use(List<TlsIdentity> identities) {
        List<Entry> next =
                identities.stream()
                        .map(
                                identity ->
                                        new Entry(
                                                String.valueOf(count.incrementAndGet()),
                                                identity,
                                                names(identity.chain().get(0))))
                        .toList();
        before = entries;
        entries = next;
    }

    /** RFC 9525 section 6.3: names are those of the subjectAltName. */
    private static Set<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        List<Entry> now = entries;
        List<String> asked = asked(engine.getHandshakeSession());
        List<Entry> meant =
                now.stream().filter(entry -> asked.stream().anyMatch(entry::isFor)).toList();
        List<Entry> candidates =
                meant.isEmpty()
                        ? now.stream()
                                .filter(entry -> entry.names.equals(now.get(0).names))
                                .toList()
                        : meant;
        return candidates.stream()
                .filter(entry -> entry.has(keyType))
                .map(Entry::alias)
                .findFirst()
                .orElse(null);
    }

    private static List<String> asked(SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    private @Nullable TlsIdentity identity(String alias) {
        for (List<Entry> generation : List.of(entries, before)) {
            for (Entry entry : generation) {
                if (entry.alias.equals(alias)) {
                    return entry.identity;
                }
            }
        }
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        TlsIdentity identity = identity(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        TlsIdentity identity = identity(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
