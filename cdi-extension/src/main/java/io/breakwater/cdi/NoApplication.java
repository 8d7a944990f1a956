package io.breakwater.cdi;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/** Stands where there is no application: what no route and no file takes is not found, and Breakwater is who says so (P-19). */
public final class NoApplication implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        OwnAnswer.send(exchange, StatusCodes.NOT_FOUND, "There is nothing here.");
    }
}
