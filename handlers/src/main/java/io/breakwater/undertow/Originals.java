package io.breakwater.undertow;

import io.breakwater.forwarded.ReceivedHeader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Optional;

/**
 * What a request said before the decision was carried out (B-16).
 *
 * @param scheme of the connection
 * @param host the Host header
 * @param headers its forwarding headers
 */
public record Originals(String scheme, Optional<String> host, List<ReceivedHeader> headers) {
    public Originals {
        headers = List.copyOf(headers);
    }

    static Originals of(HttpServerExchange exchange, List<ReceivedHeader> headers) {
        Optional<String> host =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
        return new Originals(exchange.getRequestScheme(), host, headers);
    }
}
