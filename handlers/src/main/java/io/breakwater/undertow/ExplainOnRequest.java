package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a request its decision if it asks with the right token (B-20). */
final class ExplainOnRequest {
    private static final HttpString ASKED = new HttpString("Breakwater-Explain");
    private static final HttpString ANSWER = new HttpString("Breakwater-Decision");

    private final byte @Nullable [] token;

    ExplainOnRequest(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }

    /** Removes the token from the request, whether or not it is the right one; tells whether it was. */
    boolean isAsked(HttpServerExchange exchange) {
        HeaderValues given = exchange.getRequestHeaders().get(ASKED);
        if (given == null) {
            return false;
        }
        exchange.getRequestHeaders().remove(ASKED);
        return token != null
                && given.size() == 1
                && MessageDigest.isEqual(token, given.getFirst().getBytes(StandardCharsets.UTF_8));
    }

    static void answer(HttpServerExchange exchange, Decision decision) {
        exchange.getResponseHeaders().put(ANSWER, decision.toJson());
    }
}
