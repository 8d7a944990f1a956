package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along a chain of hops, from the one nearest to us towards the client (B-9, B-10). */
final class Walk {
    static final int MAX_INSPECTED_CHARS = 8 * 1024;

    private static final int MAX_HOPS = 32;

    private final TrustPolicy policy;
    private final List<Hop> nearestFirst = new ArrayList<>(4);
    private final Peer peer;
    private @Nullable Node nearestVerified;
    private boolean ended;

    Walk(TrustPolicy policy, Peer peer) {
        this.policy = policy;
        this.peer = peer;
    }

    /** Goes one hop further; says why that cannot be done, or null. */
    @Nullable Reason take(@Nullable Node node, int inspectedChars) {
        if (inspectedChars > MAX_INSPECTED_CHARS) {
            return Reason.TOO_LONG;
        }
        if (node == null) {
            return Reason.BAD_NODE;
        }
        if (nearestFirst.size() == MAX_HOPS) {
            return Reason.TOO_MANY_HOPS;
        }
        add(node);
        return null;
    }

    private void add(Node node) {
        boolean hasAddress = node.address().isPresent();
        boolean trusted =
                policy.hops().looksUpHops()
                        && hasAddress
                        && policy.trusted().contains(node.address().get());
        nearestFirst.add(new Hop(node, trusted));
        nearestVerified = hasAddress ? node : nearestVerified;
        boolean stops = policy.hops().looksUpHops() && !trusted;
        ended = stops || policy.hops().reached(nearestFirst.size());
    }

    /** As if no hop had been seen: what told them is malformed. */
    void forget() {
        nearestFirst.clear();
        nearestVerified = null;
    }

    boolean isEnded() {
        return ended;
    }

    /** How many hops from the right the client is: the place where its other facts are (B-11). */
    int distance() {
        return nearestFirst.size();
    }

    /** The same for lists that proxies append to; where no chain was told, the hops that are counted on, or else one. */
    int places() {
        boolean told = !nearestFirst.isEmpty();
        int countedOn = policy.hops().looksUpHops() ? 1 : policy.hops().count().orElse(1);
        return told ? nearestFirst.size() : countedOn;
    }

    /** The client; where its address is not known, that of the hop nearest to it, and no port (B-10, B-16). */
    Peer client() {
        if (nearestVerified == null) {
            return new Peer(peer.address(), 0);
        }
        return new Peer(
                nearestVerified.address(), clientName() == null ? nearestVerified.port() : 0);
    }

    /** {@code unknown} or an obfuscated name, if the client is called that. */
    @Nullable String clientName() {
        Node last = nearestFirst.get(nearestFirst.size() - 1).node();
        return last.address().isPresent() ? null : last.text();
    }

    /** The hops, the client first. */
    List<Hop> hops() {
        Hop[] clientFirst = new Hop[nearestFirst.size()];
        for (int i = 0; i < clientFirst.length; i++) {
            clientFirst[i] = nearestFirst.get(clientFirst.length - 1 - i);
        }
        return List.of(clientFirst);
    }
}
