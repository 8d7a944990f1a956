package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.breakwater.forwarded.ResolutionJson;
import io.breakwater.net.JsonText;
import io.breakwater.net.Peer;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Optional;

/**
 * The decision about a request, for applications and logs (B-20). Immutable, unless whoever hands it out says otherwise: what a CDI container
 * injects is the decision about whichever request the caller works for.
 */
public interface Decision {
    /**
     * The decision that a {@link TrustedProxyHandler} made about this exchange; empty if none did.
     *
     * <p>Requests without forwarding headers share one decision for each connection, so that nothing is allocated for them.
     */
    static Optional<Decision> of(HttpServerExchange exchange) {
        return DecisionPlace.find(exchange);
    }

    /** What was decided and why. */
    Resolution resolution();

    /** What the request said before; empty if nothing was changed. */
    Optional<Originals> originals();

    /** {@code direct}, {@code untrusted}, {@code forwarded} or {@code malformed}. */
    default String verdict() {
        return resolution().verdict();
    }

    default Peer peer() {
        return resolution().peer();
    }

    /** Whether forwarding headers came with the request, believed or not. */
    default boolean hadForwardingHeaders() {
        return !(resolution() instanceof Resolution.Direct);
    }

    /** The JSON form as maps and lists. */
    default Map<String, Object> toMap() {
        return ResolutionJson.of(resolution());
    }

    default String toJson() {
        return JsonText.of(toMap());
    }
}
