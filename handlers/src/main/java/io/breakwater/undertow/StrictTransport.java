package io.breakwater.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;

/**
 * Tells browsers to come by {@code https} only (RFC 6797), in every answer over {@code https} (section 7.2: never over {@code http}),
 * whoever gives it. Belongs behind {@link TrustedProxyHandler}, which decides the scheme.
 */
public final class StrictTransport implements HttpHandler {
    private final String policy;
    private final HttpHandler next;

    private StrictTransport(String policy, HttpHandler next) {
        this.policy = policy;
        this.next = next;
    }

    /** The next handler alone, without a policy. */
    public static HttpHandler before(HttpHandler next, Optional<String> policy) {
        return policy.<HttpHandler>map(text -> new StrictTransport(text, next)).orElse(next);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if ("https".equals(exchange.getRequestScheme())) {
            exchange.addResponseCommitListener(
                    answered ->
                            answered.getResponseHeaders()
                                    .put(Headers.STRICT_TRANSPORT_SECURITY, policy));
        }
        next.handleRequest(exchange);
    }
}
