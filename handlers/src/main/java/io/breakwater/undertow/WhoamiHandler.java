package io.breakwater.undertow;

import io.breakwater.answer.MediaType;
import io.breakwater.net.JsonText;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request with what an application in its place would see: as HTML for browsers, else as JSON.
 *
 * <p>For trying out. Secrets are not shown, nothing may be stored by caches, and all text is escaped; still, nobody but the operator should
 * be able to ask.
 */
public final class WhoamiHandler implements HttpHandler {
    private static final HttpString CONTENT_SECURITY_POLICY =
            new HttpString("Content-Security-Policy");

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        RequestEcho echo = RequestEcho.of(exchange);
        boolean html =
                MediaType.preferred(exchange.getRequestHeaders().getFirst(Headers.ACCEPT))
                        == MediaType.HTML;
        HeaderMap response = exchange.getResponseHeaders();
        response.put(Headers.CACHE_CONTROL, "no-store");
        response.put(Headers.VARY, "Accept");
        response.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        response.put(Headers.CONTENT_TYPE, html ? "text/html; charset=utf-8" : "application/json");
        if (html) {
            response.put(CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'");
        }
        exchange.getResponseSender()
                .send(
                        html ? WhoamiPage.of(echo) : JsonText.of(echo.toMap()),
                        StandardCharsets.UTF_8);
    }
}
