package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request said before anything is changed: {@link Originals} to be. */
record AsReceived(String scheme, @Nullable String host, FoundHeaders headers) {
    /** Of a request without forwarding headers nothing needs to be kept. */
    static final AsReceived NOTHING = new AsReceived("", null, FoundHeaders.NONE);

    static AsReceived of(HttpServerExchange exchange, FoundHeaders headers) {
        return headers.isEmpty()
                ? NOTHING
                : new AsReceived(
                        exchange.getRequestScheme(),
                        exchange.getRequestHeaders().getFirst(Headers.HOST),
                        headers);
    }

    /** Has to be called before headers are changed; where they are removed, later is as good. */
    Originals originals() {
        return new Originals(scheme, Optional.ofNullable(host), headers.received());
    }
}
