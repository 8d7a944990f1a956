package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Goes along a chain of hops, from the one nearest to us towards the client (B-9, B-10). */
final class Walk {
    private static final int MAX_HOPS = 32;

    private final TrustPolicy policy;
    private final List<Hop> nearestFirst = new ArrayList<>(4);
    private Peer nearestVerified;
    private boolean ended;

    Walk(TrustPolicy policy, Peer peer) {
        this.policy = policy;
        this.nearestVerified = new Peer(peer.address(), 0);
    }

    void take(Node node) {
        boolean trusted =
                policy.hops().looksUpHops()
                        && node.address().map(policy.trusted()::contains).orElse(false);
        nearestFirst.add(new Hop(node, trusted));
        nearestVerified = node.endpoint().orElse(nearestVerified);
        boolean stops = policy.hops().looksUpHops() && !trusted;
        ended = stops || policy.hops().reached(nearestFirst.size());
    }

    boolean isEnded() {
        return ended;
    }

    boolean isTooLong() {
        return nearestFirst.size() > MAX_HOPS;
    }

    /** How many hops from the right the client is: the place where its other facts are (B-11). */
    int distance() {
        return nearestFirst.size();
    }

    /** The client, or the hop nearest to it whose address is known. */
    Peer client() {
        return nearestVerified;
    }

    /** {@code unknown} or an obfuscated name, if the client is called that. */
    Optional<String> clientName() {
        Node last = nearestFirst.get(nearestFirst.size() - 1).node();
        return last.address().isPresent() ? Optional.empty() : Optional.of(last.text());
    }

    /** The hops, the client first. */
    List<Hop> hops() {
        List<Hop> clientFirst = new ArrayList<>(nearestFirst);
        Collections.reverse(clientFirst);
        return clientFirst;
    }
}
