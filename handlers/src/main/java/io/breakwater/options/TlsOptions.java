package io.breakwater.options;

import java.util.List;

/**
 * Where the embedded server speaks TLS, and as whom.
 *
 * @param addresses where it listens
 * @param identities one or more; a client gets the one that is for the name it asks for (SNI, RFC 6066 section 3), else the first
 * @param files that the identities were read from
 */
public record TlsOptions(
        List<ListenAddress> addresses, List<TlsIdentity> identities, WatchedFiles files) {
    public TlsOptions {
        addresses = List.copyOf(addresses);
        identities = List.copyOf(identities);
    }
}
