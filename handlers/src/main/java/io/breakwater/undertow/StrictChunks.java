package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.net.ChunkFraming;
import io.breakwater.upstream.InboundRequest;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Refuses requests whose chunked body is framed in a way that a proxy in front, or a server behind, may read differently (P-8): with 400 where
 * it is seen in time, else by the connection's end. Either way nothing that follows on the connection is taken for a request.
 *
 * <p>Undertow ignores whatever stands behind the digits of a chunk's size, a missing size as well, and takes a line feed for a line end. It
 * takes every transfer coding but {@code identity} for {@code chunked}, in HTTP/1.0 too.
 */
public final class StrictChunks implements HttpHandler {
    private final HttpHandler next;

    /**
     * The handler; it has to be the first that wraps the request's body.
     *
     * @param next what reads the body
     */
    public StrictChunks(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getConnection() instanceof HttpServerConnection connection
                && exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)
                && !follows(exchange, connection)) {
            OwnAnswer.sendAndClose(
                    exchange, StatusCodes.BAD_REQUEST, "The request body is malformed.");
        } else {
            next.handleRequest(exchange);
        }
    }

    /** Follows the body from its beginning; false if it is malformed so far as it has come. */
    private static boolean follows(HttpServerExchange exchange, HttpServerConnection connection) {
        if (!InboundRequest.of(exchange).isFramedClearly()) {
            return false;
        }
        if (exchange.isRequestComplete()) {
            return true;
        }
        ChunkFraming framing = new ChunkFraming();
        PooledByteBuffer came = connection.getExtraBytes();
        if (came != null && !framing.follow(came.getBuffer().duplicate())) {
            return false;
        }
        exchange.addRequestWrapper(
                (factory, wrapped) -> new StrictChunkSource(factory.create(), connection, framing));
        return true;
    }
}
