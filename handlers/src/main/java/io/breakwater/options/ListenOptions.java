package io.breakwater.options;

import io.breakwater.forwarded.TrustList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the embedded server listens; nowhere by default.
 *
 * @param ioThreads empty for Undertow's own choice
 * @param proxyProtocol who may connect and has to begin with a PROXY header; empty if no such header is understood (B-23)
 */
public record ListenOptions(
        List<ListenAddress> addresses, OptionalInt ioThreads, Optional<TrustList> proxyProtocol) {
    public ListenOptions {
        addresses = List.copyOf(addresses);
    }
}
