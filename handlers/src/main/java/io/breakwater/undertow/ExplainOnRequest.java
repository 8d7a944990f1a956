package io.breakwater.undertow;

import io.breakwater.trust.ExplainToken;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.Optional;

/** Tells a request its decision if it asks with the right token (B-20). */
final class ExplainOnRequest {
    private static final HttpString ASKED = new HttpString(ExplainToken.ASKED);
    private static final HttpString ANSWER = new HttpString(ExplainToken.ANSWER);

    private final ExplainToken token;

    ExplainOnRequest(Optional<String> token) {
        this.token = new ExplainToken(token);
    }

    /** Removes the token from the request, whether or not it is the right one; tells whether it was. */
    boolean isAsked(HttpServerExchange exchange) {
        HeaderValues given = exchange.getRequestHeaders().get(ASKED);
        if (given == null) {
            return false;
        }
        exchange.getRequestHeaders().remove(ASKED);
        return token.isIn(given);
    }

    static void answer(HttpServerExchange exchange, Decision decision) {
        exchange.getResponseHeaders().put(ANSWER, decision.toJson());
    }
}
