package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.OptionalLong;

/**
 * Refuses longer request bodies with 413: at once where the length is told, else when the application has read too much (P-18).
 *
 * <p>Reading too much throws {@link io.undertow.server.RequestTooBigException}, which Undertow answers with 413 unless the application
 * catches it.
 */
public final class RequestBodyLimit implements HttpHandler {
    private final OptionalLong maxBytes;
    private final HttpHandler next;

    /**
     * The handler.
     *
     * @param maxBytes the longest body that is let through; empty for any
     * @param next what reads it
     */
    public RequestBodyLimit(OptionalLong maxBytes, HttpHandler next) {
        this.maxBytes = maxBytes;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestContentLength() > maxBytes.orElse(Long.MAX_VALUE)) {
            OwnAnswer.sendAndClose(
                    exchange,
                    StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                    "The request body is too large.");
            return;
        }
        if (maxBytes.isPresent() && !exchange.isRequestComplete()) {
            exchange.addRequestWrapper(
                    (factory, wrapped) ->
                            new LimitedSource(factory.create(), wrapped, maxBytes.getAsLong()));
        }
        next.handleRequest(exchange);
    }
}
