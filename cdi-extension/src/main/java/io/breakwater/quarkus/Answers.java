package io.breakwater.quarkus;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Plain answers to requests that go no further. No value of the request is in them. */
final class Answers {
    private Answers() {}

    static void send(RoutingContext routing, int status, String explanation) {
        HttpServerResponse response = routing.response().setStatusCode(status);
        response.putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(response.getStatusMessage() + "\n\n" + explanation + "\n");
    }

    /** The same, and the connection is not used again: what follows on it cannot be trusted to be a request. */
    static void sendAndClose(RoutingContext routing, int status, String explanation) {
        if (routing.request().version() != HttpVersion.HTTP_2) { // RFC 9113 section 8.2.2
            routing.response().putHeader("Connection", "close");
        }
        send(routing, status, explanation);
    }
}
