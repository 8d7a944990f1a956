package io.breakwater.options;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How an {@code https} upstream is known to be the right one (P-4).
 *
 * @param verify whether its certificate has to be trusted and has to be for its host
 * @param trusted the certificates that issue or are trusted ones; empty for those of the Java runtime
 */
public record UpstreamTls(boolean verify, List<X509Certificate> trusted) {
    /** What is right without being told: trust as the Java runtime does. */
    public static final UpstreamTls DEFAULT = new UpstreamTls(true, List.of());

    public UpstreamTls {
        trusted = List.copyOf(trusted);
    }
}
