package io.breakwater.forwarded;

import io.breakwater.net.Peer;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to believe of the forwarding headers of a request.
 *
 * <p>Pure: the same peer, headers and policy give the same {@link Resolution}; nothing is looked up, logged or changed. Safe for use by
 * several threads.
 *
 * <table>
 * <caption>With {@code 10.0.0.0/8} trusted and {@code X-Forwarded-For} chosen</caption>
 * <tr><th>peer</th><th>X-Forwarded-For</th><th>result</th></tr>
 * <tr><td>203.0.113.9</td><td>127.0.0.1</td><td>{@link Resolution.Untrusted}, the header goes</td></tr>
 * <tr><td>10.0.0.7</td><td>127.0.0.1, 203.0.113.5</td><td>{@link Resolution.Forwarded}: 203.0.113.5</td></tr>
 * <tr><td>10.0.0.7</td><td>203.0.113.5, 10.0.0.9</td><td>{@link Resolution.Forwarded}: 203.0.113.5</td></tr>
 * <tr><td>10.0.0.7</td><td>localhost</td><td>{@link Resolution.Malformed}</td></tr>
 * <tr><td>10.0.0.7</td><td>none</td><td>{@link Resolution.Direct}</td></tr>
 * </table>
 */
public final class ForwardedResolver {
    private final TrustPolicy policy;
    private final List<NamedProxy> named;

    public ForwardedResolver(TrustPolicy policy) {
        this(policy, List.of());
    }

    /**
     * @param policy for all trusted peers that have no settings of their own
     * @param named those that have, looked up first and in this order
     */
    public ForwardedResolver(TrustPolicy policy, List<NamedProxy> named) {
        this.policy = policy;
        this.named = List.copyOf(named);
    }

    /** Looks a peer up in the trust lists. */
    public PeerTrust judge(Peer peer) {
        for (NamedProxy proxy : named) {
            String entry = proxy.addresses().entryFor(peer);
            if (entry != null) {
                return new PeerTrust(peer, Optional.of(entry), proxy.policy(), proxy.secret());
            }
        }
        return new PeerTrust(
                peer,
                Optional.ofNullable(policy.trusted().entryFor(peer)),
                policy,
                Optional.empty());
    }

    /** The decision for a request that came from this peer. */
    public Resolution resolve(Peer peer, ForwardedRequest request) {
        return resolve(judge(peer), request);
    }

    /** The same for a peer that was judged before. */
    public Resolution resolve(PeerTrust trust, ForwardedRequest request) {
        if (request.headers().isEmpty()) {
            return new Resolution.Direct(trust.peer(), trust.trustedBy());
        }
        return trust.holdsFor(request)
                ? new TrustedReading(trust, request).resolve()
                : untrusted(trust, request);
    }

    /** B-7: whatever is known goes, whichever headers are configured; B-14: nothing is parsed that a stranger sent. */
    private static Resolution untrusted(PeerTrust trust, ForwardedRequest request) {
        return new Resolution.Untrusted(trust.peer(), request.headers(), trust.policy().strip());
    }
}
