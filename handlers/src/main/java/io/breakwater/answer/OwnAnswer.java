package io.breakwater.answer;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;

/** Answers that Breakwater itself gives. No value of the request is in them, and nothing of what is behind (P-19). */
public final class OwnAnswer {
    private static final AttachmentKey<Boolean> KEY = AttachmentKey.create(Boolean.class);
    private static final int FIRST_ERROR = 400;

    private OwnAnswer() {}

    /**
     * Answers with the page of a status.
     *
     * @param explanation for the client, one sentence
     */
    public static void send(HttpServerExchange exchange, int status, String explanation) {
        exchange.putAttachment(KEY, true);
        exchange.setStatusCode(status);
        ErrorPage page = ErrorPages.of(exchange).page(exchange, status, explanation);
        page.describe(exchange);
        LastWord.send(exchange, page.body());
    }

    /** The same, and the connection is not used again: what follows on it cannot be trusted to be a request. */
    public static void sendAndClose(HttpServerExchange exchange, int status, String explanation) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        send(exchange, status, explanation);
    }

    /** Sends the client elsewhere; without a body, unless there is a document for this status. */
    public static void redirect(HttpServerExchange exchange, int status, String location) {
        exchange.putAttachment(KEY, true);
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.LOCATION, location);
        ErrorPages.of(exchange)
                .document(status)
                .ifPresentOrElse(page -> sendWith(exchange, page), exchange::endExchange);
    }

    private static void sendWith(HttpServerExchange exchange, ErrorPage page) {
        page.describe(exchange);
        LastWord.send(exchange, page.body());
    }

    /** From now on an error that is answered without a body gets its page: what Undertow's own handlers refuse in our name. */
    public static void fillIn(HttpServerExchange exchange) {
        exchange.addDefaultResponseListener(OwnAnswer::answerIfEmpty);
    }

    /** From now on an exception that nobody caught gets the page of 500. */
    static void fillInForExceptions(HttpServerExchange exchange) {
        exchange.addDefaultResponseListener(
                ending ->
                        ending.getAttachment(DefaultResponseListener.EXCEPTION) != null
                                && answerIfEmpty(ending));
    }

    private static boolean answerIfEmpty(HttpServerExchange exchange) {
        if (!exchange.isResponseChannelAvailable() || exchange.getStatusCode() < FIRST_ERROR) {
            return false;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        headers.remove(Headers.CONTENT_LENGTH); // of what would have been sent
        send(exchange, exchange.getStatusCode(), "");
        return true;
    }

    /** Whether the answer of an exchange is Breakwater's own. */
    static boolean isGiven(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY) != null;
    }
}
