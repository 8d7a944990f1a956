package io.breakwater.undertow;

import io.breakwater.net.PathPrefix;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/**
 * Takes the context path of a deployment for a part of the prefix, between here and {@link #application}: routes of a deployment are named
 * from its own root, and their upstreams are told all that stands before.
 *
 * <p>The application behind gets the path back as it was; its container looks after the context path itself.
 */
public final class ContextPath implements HttpHandler {
    private static final AttachmentKey<PublicPath> WHOLE = AttachmentKey.create(PublicPath.class);

    private final PathPrefix context;
    private final HttpHandler next;

    public ContextPath(PathPrefix context, HttpHandler next) {
        this.context = context;
        this.next = next;
    }

    /** What ends the stretch without the context path. */
    public static HttpHandler application(HttpHandler application) {
        return exchange -> {
            PublicPath whole = exchange.removeAttachment(WHOLE);
            if (whole != null) {
                whole.attachTo(exchange);
            }
            application.handleRequest(exchange);
        };
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        PublicPath whole = PublicPath.of(exchange);
        String rest = context.cutFrom(whole.rawRest());
        if (rest != null && !context.isNone()) {
            exchange.putAttachment(WHOLE, whole);
            new PublicPath(whole.prefix().plus(context), rest).attachTo(exchange);
        }
        next.handleRequest(exchange);
    }
}
