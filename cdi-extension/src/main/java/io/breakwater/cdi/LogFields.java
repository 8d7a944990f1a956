package io.breakwater.cdi;

import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ExchangeAttributes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written down of a request. Headers that carry secrets are none of it, and neither are bodies. */
final class LogFields {
    private static final int MAX_LENGTH = 2048;
    private static final HttpString REFERER = new HttpString("Referer");
    private static final HttpString USER_AGENT = new HttpString("User-Agent");
    private static final ExchangeAttribute CLIENT = named("client");
    private static final ExchangeAttribute PEER = named("peer");
    private static final ExchangeAttribute ROUTE = named("route");
    private static final ExchangeAttribute TARGET = named("target");
    private static final ExchangeAttribute UPSTREAM_TIME = named("upstream-time");

    private final HttpServerExchange exchange;

    LogFields(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    private static ExchangeAttribute named(String name) {
        return ExchangeAttributes.parser(LogFields.class.getClassLoader())
                .parse("%{breakwater-" + name + "}");
    }

    private Optional<String> read(ExchangeAttribute attribute) {
        return cut(attribute.readAttribute(exchange));
    }

    private static Optional<String> cut(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(t -> !t.isEmpty() && !t.equals("-"))
                .map(t -> t.length() > MAX_LENGTH ? t.substring(0, MAX_LENGTH) + "…" : t);
    }

    Optional<String> client() {
        return read(CLIENT);
    }

    Optional<String> peer() {
        return read(PEER);
    }

    String method() {
        return exchange.getRequestMethod().toString();
    }

    String target() {
        String query = exchange.getQueryString();
        String target = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        return cut(target).orElse("");
    }

    String protocol() {
        return exchange.getProtocol().toString();
    }

    String scheme() {
        return exchange.getRequestScheme();
    }

    Optional<String> host() {
        return cut(exchange.getRequestHeaders().getFirst(Headers.HOST));
    }

    int status() {
        return exchange.getStatusCode();
    }

    long bytes() {
        return exchange.getResponseBytesSent();
    }

    Optional<String> referer() {
        return cut(exchange.getRequestHeaders().getFirst(REFERER));
    }

    Optional<String> userAgent() {
        return cut(exchange.getRequestHeaders().getFirst(USER_AGENT));
    }

    /** The operator's word for the mount or virtual host. */
    Optional<String> route() {
        return read(ROUTE);
    }

    /** Where the request was sent. */
    Optional<String> upstream() {
        return read(TARGET);
    }

    Optional<String> upstreamSeconds() {
        return read(UPSTREAM_TIME);
    }

    /** From the first line of the request to the last byte of the answer. */
    double totalSeconds() {
        long start = exchange.getRequestStartTime();
        return start < 0 ? 0 : (System.nanoTime() - start) / 1e9;
    }
}
