package io.breakwater.undertow;

import io.breakwater.forwarded.HeaderOutcome;
import io.breakwater.forwarded.Reason;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.IpAddress;
import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ReadOnlyAttributeException;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says, for access logs and predicates (B-20): {@code %{breakwater-client}}, {@code %{breakwater-peer}},
 * {@code %{breakwater-verdict}}, {@code %{breakwater-reason}}, {@code %{breakwater-prefix}}, {@code %{breakwater-decision}}. Null, which logs
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
    /** All of it, as JSON. */
    DECISION {
        @Override
        Optional<String> read(HttpServerExchange exchange) {
            return Decision.of(exchange).map(Decision::toJson);
        }
    };

    abstract Optional<String> read(HttpServerExchange exchange);

    String token() {
        return "%{breakwater-" + name().toLowerCase(Locale.ROOT) + "}";
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
