package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.Optional;

/**
 * Whether a peer is trusted: the part of a decision that is the same for all requests of one connection, and may be kept with it (B-5).
 *
 * @param trustedBy the trust entry that holds it, or empty
 */
public record PeerTrust(Peer peer, Optional<String> trustedBy) {
    boolean isTrusted() {
        return trustedBy.isPresent();
    }
}
