package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.breakwater.forwarded.ResolutionJson;
import io.breakwater.net.JsonText;
import io.breakwater.net.Peer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Map;
import java.util.Optional;

/**
 * The decision about a request, for applications and logs (B-20).
 *
 * @param resolution what was decided and why
 * @param originals what the request said before; empty if nothing was changed
 */
public record Decision(Resolution resolution, Optional<Originals> originals) {
    private static final AttachmentKey<Decision> KEY = AttachmentKey.create(Decision.class);

    /**
     * The decision that a {@link TrustedProxyHandler} made about this exchange; empty if none did.
     *
     * <p>Requests without forwarding headers share one decision for each connection, so that nothing is allocated for them.
     */
    public static Optional<Decision> of(HttpServerExchange exchange) {
        Decision own = exchange.getAttachment(KEY);
        return Optional.ofNullable(own != null ? own : exchange.getConnection().getAttachment(KEY));
    }

    /** Whether a decision stands that must not be made again (B-17). */
    static boolean isAttachedTo(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY) != null;
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }

    /** For all requests of a connection that carry no forwarding header. */
    void attachTo(ServerConnection connection) {
        connection.putAttachment(KEY, this);
    }

    /** {@code direct}, {@code untrusted}, {@code forwarded} or {@code malformed}. */
    public String verdict() {
        return resolution.verdict();
    }

    public Peer peer() {
        return resolution.peer();
    }

    /** Whether forwarding headers came with the request, believed or not. */
    public boolean hadForwardingHeaders() {
        return !(resolution instanceof Resolution.Direct);
    }

    /** The JSON form as maps and lists. */
    public Map<String, Object> toMap() {
        return ResolutionJson.of(resolution);
    }

    public String toJson() {
        return JsonText.of(toMap());
    }
}
