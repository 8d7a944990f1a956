package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.net.Ports;
import io.breakwater.net.Scheme;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted peer's headers say of client, scheme, host and port, before anything is derived from it; null where nothing is said.
 *
 * @param client the address to show, if a client header was read
 * @param clientName what stands in its place if the client is {@code unknown} or obfuscated
 * @param host from a host header, else from a chosen server header
 * @param port or {@link Ports#NONE}
 * @param elements the believed elements of {@code Forwarded}, if that was read
 */
record Facts(
        @Nullable Peer client,
        @Nullable String clientName,
        @Nullable Scheme scheme,
        @Nullable Authority host,
        int port,
        String elements) {
    /** Nothing is said. */
    static final Facts NONE = new Facts(null, null, null, null, Ports.NONE, "");

    boolean hasPort() {
        return port != Ports.NONE;
    }
}
