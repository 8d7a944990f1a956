package io.breakwater.undertow;

import io.breakwater.forwarded.PeerTrust;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Peer;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all requests of a connection, as long as the rules are (B-5).
 *
 * @param direct the decision for requests without forwarding headers
 * @param address the peer's as Undertow has it; null if it has none
 * @param tunnelled whether a trusted proxy has let its client past its rules
 * @param mark of exchanges that some copy of Breakwater has decided (B-17)
 */
record Judged(
        TrustRules rules,
        PeerTrust trust,
        Decided direct,
        @Nullable InetSocketAddress address,
        boolean tunnelled,
        AttachmentKey<Object> mark) {
    /** B-1: the connection's own peer, whatever the exchange says. */
    static Judged of(ServerConnection connection, TrustRules rules) {
        PeerTrust trust = rules.resolver().judge(Peer.of(connection.getPeerAddress()));
        Resolution direct = new Resolution.Direct(trust.peer(), trust.trustedBy());
        return new Judged(
                rules,
                trust,
                new Decided(direct, Optional.empty()),
                connection.getPeerAddress(InetSocketAddress.class),
                trust.trustedBy().isPresent() && Http2Request.isUpgraded(connection),
                OtherCopy.mark(connection));
    }

    /** What the exchange is to say of the peer; of a unix socket never loopback (B-2). */
    InetSocketAddress source() {
        return address != null ? address : trust.peer().toSocketAddress();
    }

    boolean observes() {
        return rules.options().observe();
    }

    /** Whether nothing of any request is believed, and all that it says of forwarding is removed. */
    boolean isStripped() {
        return trust.trustedBy().isEmpty() && trust.policy().strip() && !observes();
    }
}
