package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.undertow.predicate.Predicate;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What copies of Breakwater in several class loaders tell each other about an exchange (B-17): the module of a WildFly server and the jar in an
 * application's {@code WEB-INF/lib}.
 *
 * <p>They share neither classes nor attachment keys of their own, only Undertow's classes and the JDK's. So the first copy that sees a
 * connection makes the keys for all, and leaves them in a map there; under them, exchanges carry objects of the JDK. No client can write
 * either.
 */
final class OtherCopy {
    private static final String DECIDED = "io.breakwater.decided";
    private static final String PATH = "io.breakwater.path";

    private OtherCopy() {}

    /** What marks the decided exchanges of a connection. */
    static AttachmentKey<Object> mark(ServerConnection connection) {
        return key(connection, DECIDED);
    }

    static void tell(HttpServerExchange exchange, PublicPath path) {
        exchange.putAttachment(
                key(exchange.getConnection(), PATH),
                Map.entry(path.prefix().toString(), path.rawRest()));
    }

    /** The decision as far as it can be told: the exchange says the truth already, and whom it names is a peer to this copy. */
    static Decided decision(HttpServerExchange exchange) {
        Peer client = Peer.of(exchange.getSourceAddress());
        return new Decided(new Resolution.Direct(client, Optional.empty()), Optional.empty());
    }

    /** Null if there is no prefix. */
    static @Nullable PublicPath publicPath(HttpServerExchange exchange) {
        Map<String, Object> keys = keys(exchange.getConnection());
        return keys != null
                        && keys.get(PATH) instanceof AttachmentKey<?> key
                        && exchange.getAttachment(key) instanceof Map.Entry<?, ?> told
                ? new PublicPath(
                        PathPrefix.configured(told.getKey().toString()), told.getValue().toString())
                : null;
    }

    @SuppressWarnings("unchecked") // whatever copy made it, it is one for any object
    private static AttachmentKey<Object> key(ServerConnection connection, String name) {
        Map<String, Object> keys = keys(connection);
        if (keys == null) {
            keys = new TreeMap<>();
            connection.putAttachment(Predicate.PREDICATE_CONTEXT, keys);
        }
        return (AttachmentKey<Object>)
                keys.computeIfAbsent(name, made -> AttachmentKey.create(Object.class));
    }

    private static @Nullable Map<String, Object> keys(ServerConnection connection) {
        return connection.getAttachment(Predicate.PREDICATE_CONTEXT);
    }
}
