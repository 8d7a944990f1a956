package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a trusted peer's headers say of client, scheme, host and port, before anything is derived from it.
 *
 * @param client the address to show, if a client header was read
 * @param clientName what stands in its place if the client is {@code unknown} or obfuscated
 * @param host from a host header, else from a chosen server header
 * @param elements the believed elements of {@code Forwarded}, if that was read
 */
record Facts(
        Optional<Peer> client,
        Optional<String> clientName,
        Optional<Scheme> scheme,
        Optional<Authority> host,
        OptionalInt port,
        String elements) {
    /** Nothing is said. */
    static final Facts NONE =
            new Facts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    "");
}
