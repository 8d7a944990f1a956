package io.breakwater.answer;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.List;

/** What an answer says besides its status. */
sealed interface ErrorPage {
    /** What may be sent in the body. */
    ByteBuffer body();

    /** Says it in the head of the response, whose other headers stay. */
    void describe(HttpServerExchange exchange);

    /** Undertow takes {@code head} for HEAD and sends it no body; who spells it so waits for as many bytes as the head tells. */
    private static void tellLength(HttpServerExchange exchange, int bytes) {
        boolean misspelt =
                exchange.getRequestMethod().equals(Methods.HEAD)
                        && !exchange.getRequestMethod().toString().equals(Methods.HEAD_STRING);
        if (!misspelt) {
            exchange.setResponseContentLength(bytes);
        }
    }

    /**
     * A document of the operator.
     *
     * @param bytes not to be changed
     */
    record Document(String contentType, ByteBuffer bytes) implements ErrorPage {
        @Override
        public ByteBuffer body() {
            return bytes.asReadOnlyBuffer();
        }

        @Override
        public void describe(HttpServerExchange exchange) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
            tellLength(exchange, bytes.remaining());
        }
    }

    /** Breakwater's own page, which depends on what the client accepts. */
    record Default(String contentType, ByteBuffer bytes) implements ErrorPage {
        /** Nothing in it needs to be fetched or run; styles stand in the page. */
        private static final List<Field> FIELDS =
                List.of(
                        new Field("Cache-Control", "no-store"),
                        new Field("Vary", "Accept"),
                        new Field("X-Content-Type-Options", "nosniff"),
                        new Field(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'"));

        /** A response header. */
        private record Field(HttpString name, String value) {
            Field(String name, String value) {
                this(new HttpString(name), value);
            }
        }

        @Override
        public ByteBuffer body() {
            return bytes.asReadOnlyBuffer();
        }

        @Override
        public void describe(HttpServerExchange exchange) {
            HeaderMap headers = exchange.getResponseHeaders();
            headers.put(Headers.CONTENT_TYPE, contentType);
            FIELDS.forEach(field -> headers.put(field.name(), field.value()));
            tellLength(exchange, bytes.remaining());
        }
    }

    /** A document on another server, which the client is sent to (as Apache does). */
    record Elsewhere(String url) implements ErrorPage {
        private static final int FOUND = 302;

        @Override
        public ByteBuffer body() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void describe(HttpServerExchange exchange) {
            exchange.setStatusCode(FOUND);
            exchange.getResponseHeaders().put(Headers.LOCATION, url);
            exchange.setResponseContentLength(0);
        }
    }
}
