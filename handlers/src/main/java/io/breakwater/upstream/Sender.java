package io.breakwater.upstream;

import io.breakwater.forwarded.Hop;
import io.breakwater.forwarded.Node;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Peer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who sent a request, as far as it is known: the chain that is told to the upstream (P-6).
 *
 * @param peer the other end of the connection
 * @param trusted whether the peer is a trusted proxy
 * @param certificates those of the client, if a trusted peer tells of them; the peer's own are not the client's then
 * @param chain the hops behind a trusted peer that are believed, the client first
 */
public record Sender(
        Peer peer, boolean trusted, List<X509Certificate> certificates, List<Node> chain) {
    public Sender {
        certificates = List.copyOf(certificates);
        chain = List.copyOf(chain);
    }

    /** A peer of which nothing else is known. */
    public static Sender stranger(Peer peer) {
        return new Sender(peer, false, List.of(), List.of());
    }

    /** What a decision says of the sender. */
    public static Sender of(Resolution resolution) {
        boolean trusted = resolution.trustedBy().isPresent();
        if (!(resolution instanceof Resolution.Forwarded forwarded)) {
            return new Sender(resolution.peer(), trusted, List.of(), List.of());
        }
        List<Node> chain = forwarded.hops().stream().map(Hop::node).toList();
        return new Sender(resolution.peer(), trusted, forwarded.believed().certificates(), chain);
    }

    /** The addresses of the chain and the peer, as X-Forwarded-For has them: without ports and brackets. */
    List<IpAddress> addresses() {
        List<IpAddress> addresses = new ArrayList<>();
        chain.forEach(node -> node.address().ifPresent(addresses::add));
        peer.address().ifPresent(addresses::add);
        return addresses;
    }

    /** The chain and the peer as nodes of RFC 7239 section 6, not yet quoted. */
    List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        chain.forEach(
                node -> nodes.add(node.address().map(IpAddress::toUriHost).orElse(node.text())));
        Optional<String> own = peer.address().map(IpAddress::toUriHost);
        nodes.add(own.orElse("unknown"));
        return nodes;
    }
}
