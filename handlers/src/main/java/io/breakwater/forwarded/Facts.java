package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a trusted peer's headers say, before anything is derived from it.
 *
 * @param client the address to show, if a client header was read
 * @param clientName what stands in its place if the client is {@code unknown} or obfuscated
 * @param host from a host header, else from a chosen server header
 */
record Facts(
        Optional<Peer> client,
        Optional<String> clientName,
        Optional<Scheme> scheme,
        Optional<Authority> host,
        OptionalInt port,
        PathPrefix prefix) {}
