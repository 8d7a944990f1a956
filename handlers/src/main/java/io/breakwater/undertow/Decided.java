package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Optional;

/** A decision that stays with its exchange. */
record Decided(Resolution resolution, Optional<Originals> originals) implements Decision {
    private static final AttachmentKey<Decision> KEY = AttachmentKey.create(Decision.class);

    static Optional<Decision> about(HttpServerExchange exchange) {
        Decision own = exchange.getAttachment(KEY);
        return Optional.ofNullable(own != null ? own : exchange.getConnection().getAttachment(KEY));
    }

    /** Whether a decision stands that must not be made again (B-17). */
    static boolean isAttachedTo(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY) != null;
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
        OtherCopy.tellDecided(exchange);
    }

    boolean isAttachedTo(ServerConnection connection) {
        return equals(connection.getAttachment(KEY));
    }

    /** For all requests of a connection that carry no forwarding header. */
    void attachTo(ServerConnection connection) {
        connection.putAttachment(KEY, this);
    }
}
