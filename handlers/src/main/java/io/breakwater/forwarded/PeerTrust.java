package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.Optional;

/**
 * Whether a peer is trusted: the part of a decision that is the same for all requests of one connection, and may be kept with it (B-5).
 *
 * @param trustedBy the trust entry that holds it, or empty
 * @param policy what is believed of it
 * @param secret what its requests have to carry as well, if anything
 */
public record PeerTrust(
        Peer peer, Optional<String> trustedBy, TrustPolicy policy, Optional<SharedSecret> secret) {
    boolean holdsFor(ForwardedRequest request) {
        return trustedBy.isPresent() && (secret.isEmpty() || secret.get().isIn(request.headers()));
    }
}
