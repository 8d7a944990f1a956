package io.breakwater.options;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How an {@code https} upstream is known to be the right one, and how it knows Breakwater (P-4).
 *
 * @param verify whether its certificate has to be trusted and has to be for its host
 * @param trusted the certificates that issue or are trusted ones; empty for those of the Java runtime
 * @param identity what Breakwater shows if the upstream asks who it is
 */
public record UpstreamTls(
        boolean verify, List<X509Certificate> trusted, Optional<TlsIdentity> identity) {
    /** What is right without being told: trust as the Java runtime does, and show nothing. */
    public static final UpstreamTls DEFAULT = new UpstreamTls(true, List.of(), Optional.empty());

    public UpstreamTls {
        trusted = List.copyOf(trusted);
    }
}
