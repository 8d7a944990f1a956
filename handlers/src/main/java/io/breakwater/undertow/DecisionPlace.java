package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Optional;

/** Where a decision stays: with its exchange, or with the connection for all requests that carry no forwarding header. */
final class DecisionPlace {
    private static final AttachmentKey<Decision> KEY = AttachmentKey.create(Decision.class);

    private DecisionPlace() {}

    static Optional<Decision> find(HttpServerExchange exchange) {
        Decision own = exchange.getAttachment(KEY);
        return Optional.ofNullable(own != null ? own : exchange.getConnection().getAttachment(KEY));
    }

    /** Whether a decision stands that must not be made again (B-17). */
    static boolean isTaken(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY) != null;
    }

    static void put(HttpServerExchange exchange, Decision decision) {
        exchange.putAttachment(KEY, decision);
    }

    static boolean has(ServerConnection connection, Decision decision) {
        return decision.equals(connection.getAttachment(KEY));
    }

    static void put(ServerConnection connection, Decision decision) {
        connection.putAttachment(KEY, decision);
    }
}
