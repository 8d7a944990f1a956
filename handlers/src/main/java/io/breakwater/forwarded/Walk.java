package io.breakwater.forwarded;

import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along a chain of hops, from the one nearest to us towards the client (B-9, B-10). */
final class Walk {
    static final int MAX_INSPECTED_CHARS = 8 * 1024;

    private static final int MAX_HOPS = 32;
    private static final int USUAL_HOPS = 4;

    private final TrustPolicy policy;
    private final Peer peer;
    private Hop[] nearestFirst = new Hop[USUAL_HOPS];
    private int size;
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
        if (size == MAX_HOPS) {
            return Reason.TOO_MANY_HOPS;
        }
        add(node);
        return null;
    }

    private void add(Node node) {
        IpAddress address = node.literal();
        boolean looksUp = policy.hops().looksUpHops();
        boolean trusted = looksUp && address != null && policy.trusted().contains(address);
        if (size == nearestFirst.length) {
            nearestFirst = Arrays.copyOf(nearestFirst, 2 * size);
        }
        nearestFirst[size++] = new Hop(node, trusted);
        nearestVerified = address != null ? node : nearestVerified;
        ended = looksUp && !trusted || policy.hops().reached(size);
    }

    /** As if no hop had been seen: what told them is malformed. */
    void forget() {
        size = 0;
        nearestVerified = null;
    }

    boolean isEnded() {
        return ended;
    }

    /** How many hops from the right the client is: the place where its other facts are (B-11). */
    int distance() {
        return size;
    }

    /** The same for lists that proxies append to; where no chain was told, the hops that are counted on, or else one. */
    int places() {
        int countedOn = policy.hops().looksUpHops() ? 1 : policy.hops().count().orElse(1);
        return size > 0 ? size : countedOn;
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
        Node last = nearestFirst[size - 1].node();
        return last.literal() != null ? null : last.text();
    }

    /** The hops, the client first. */
    List<Hop> hops() {
        Hop[] clientFirst = new Hop[size];
        for (int i = 0; i < size; i++) {
            clientFirst[i] = nearestFirst[size - 1 - i];
        }
        return List.of(clientFirst);
    }
}
