package io.breakwater.undertow;

import io.breakwater.forwarded.Resolution;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.undertow.predicate.Predicate;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What copies of Breakwater in several class loaders tell each other about an exchange (B-17): the module of a WildFly server and the jar in an
 * application's {@code WEB-INF/lib}.
 *
 * <p>They share neither attachments nor classes, only Undertow's and the JDK's: texts in the predicate context of the exchange, which no
 * client can write.
 */
final class OtherCopy {
    private static final String DECIDED = "io.breakwater.decided";
    private static final String PREFIX = "io.breakwater.prefix";
    private static final String REST = "io.breakwater.rest";

    private OtherCopy() {}

    static void tellDecided(HttpServerExchange exchange) {
        write(exchange).put(DECIDED, "true");
    }

    static void tell(HttpServerExchange exchange, PublicPath path) {
        Map<String, Object> texts = write(exchange);
        texts.put(PREFIX, path.prefix().toString());
        texts.put(REST, path.rawRest());
    }

    /** Whether a decision stands that must not be made again. */
    static boolean hasDecided(HttpServerExchange exchange) {
        return read(exchange, DECIDED) != null;
    }

    /** The decision as far as it can be told: the exchange says the truth already, and whom it names is a peer to this copy. */
    static Decided decision(HttpServerExchange exchange) {
        Peer client = Peer.of(exchange.getSourceAddress());
        return new Decided(new Resolution.Direct(client, Optional.empty()), Optional.empty());
    }

    /** Null if there is no prefix. */
    static @Nullable PublicPath publicPath(HttpServerExchange exchange) {
        String prefix = read(exchange, PREFIX);
        String rest = read(exchange, REST);
        return prefix == null || rest == null
                ? null
                : new PublicPath(PathPrefix.configured(prefix), rest);
    }

    private static Map<String, Object> write(HttpServerExchange exchange) {
        Map<String, Object> context = exchange.getAttachment(Predicate.PREDICATE_CONTEXT);
        if (context == null) {
            context = new TreeMap<>();
            exchange.putAttachment(Predicate.PREDICATE_CONTEXT, context);
        }
        return context;
    }

    private static @Nullable String read(HttpServerExchange exchange, String name) {
        Map<String, Object> context = exchange.getAttachment(Predicate.PREDICATE_CONTEXT);
        return context != null && context.get(name) instanceof String text ? text : null;
    }
}
