package io.breakwater.undertow;

import io.breakwater.forwarded.HeaderOutcome;
import io.breakwater.forwarded.Reason;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.breakwater.upstream.TargetVisit;
import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ReadOnlyAttributeException;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says, for access logs and predicates (B-20): {@code %{breakwater-client}}, {@code %{breakwater-peer}},
 * {@code %{breakwater-verdict}}, {@code %{breakwater-reason}}, {@code %{breakwater-prefix}}, {@code %{breakwater-decision}}; and where the
 * request was sent (P-21): {@code %{breakwater-route}}, {@code %{breakwater-target}}, {@code %{breakwater-upstream-time}}. Null, which logs
 * write as {@code -}, where there is nothing to say.
 */
enum DecisionAttribute implements ExchangeAttribute {
    /** The client's address, or what it is called where its address is not known. */
    CLIENT {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            Optional<String> name =
                    Decision.of(exchange)
                            .map(Decision::resolution)
                            .filter(Resolution.Forwarded.class::isInstance)
                            .flatMap(
                                    resolution ->
                                            ((Resolution.Forwarded) resolution)
                                                    .believed()
                                                    .clientName());
            return name.or(
                    () ->
                            Optional.ofNullable(exchange.getSourceAddress())
                                    .map(InetSocketAddress::getAddress)
                                    .map(address -> IpAddress.of(address).toString()));
        }
    },
    /** The other end of the connection. */
    PEER {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Decision.of(exchange).map(decision -> decision.peer().toString());
        }
    },
    VERDICT {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Decision.of(exchange).map(Decision::verdict);
        }
    },
    /** Why the first header that was not believed was not. */
    REASON {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Decision.of(exchange).stream()
                    .flatMap(decision -> decision.resolution().outcomes().stream())
                    .map(HeaderOutcome::reason)
                    .flatMap(Optional::stream)
                    .map(Reason::code)
                    .findFirst();
        }
    },
    /** What an application has to put before its paths. */
    PREFIX {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Optional.of(PublicPath.of(exchange).prefix().toString())
                    .filter(prefix -> !prefix.isEmpty());
        }
    },
    /** The operator's word for the mount or virtual host that served it. */
    ROUTE {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return TargetVisit.of(exchange).map(TargetVisit::route);
        }
    },
    /** The last target that it was sent to. */
    TARGET {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return TargetVisit.of(exchange).flatMap(TargetVisit::target).map(Object::toString);
        }
    },
    /** Seconds from its sending to the head of the response. */
    UPSTREAM_TIME {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return TargetVisit.of(exchange)
                    .flatMap(TargetVisit::answerTime)
                    .map(time -> String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9));
        }
    },
    /** All of it, as JSON. */
    DECISION {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Decision.of(exchange).map(Decision::toJson);
        }
    };

    abstract Optional<String> read(HttpServerExchange exchange);

    String token() {
        return "%{breakwater-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "}";
    }

    @Override
    public @Nullable String readAttribute(HttpServerExchange exchange) {
        return read(exchange).orElse(null);
    }

    @Override
    public void writeAttribute(HttpServerExchange exchange, String newValue)
            throws ReadOnlyAttributeException {
        throw new ReadOnlyAttributeException(token(), newValue);
    }
}
