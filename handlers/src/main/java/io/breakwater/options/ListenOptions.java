package io.breakwater.options;

import io.breakwater.forwarded.TrustList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where the embedded server listens, nowhere by default, and how it goes about it.
 *
 * @param ioThreads empty for Undertow's own choice
 * @param proxyProtocol who may connect and has to begin with a PROXY header; empty if no such header is understood (B-23)
 * @param tls where it speaks TLS; empty for nowhere
 * @param management where it says how it is; empty for nowhere (P-21)
 * @param accessLog where requests are written down; empty for nowhere
 */
public record ListenOptions(
        List<ListenAddress> addresses,
        OptionalInt ioThreads,
        Optional<TrustList> proxyProtocol,
        Optional<TlsOptions> tls,
        Optional<ListenAddress> management,
        ShutdownOptions shutdown,
        Optional<AccessLogOptions> accessLog) {
    public ListenOptions {
        addresses = List.copyOf(addresses);
    }

    /** The same where the system has chosen the ports: {@code addresses} and those of TLS are the real ones. */
    public ListenOptions at(List<ListenAddress> realAddresses, List<ListenAddress> realTls) {
        return new ListenOptions(
                realAddresses,
                ioThreads,
                proxyProtocol,
                tls.map(t -> new TlsOptions(realTls, t.identities(), t.files())),
                management,
                shutdown,
                accessLog);
    }

    /** Whether it listens for requests anywhere. */
    public boolean listens() {
        return !addresses.isEmpty() || tls.isPresent();
    }

    /** Every address that requests come to, those of TLS last. */
    public List<ListenAddress> all() {
        return Stream.concat(addresses.stream(), tls.stream().flatMap(t -> t.addresses().stream()))
                .toList();
    }
}
