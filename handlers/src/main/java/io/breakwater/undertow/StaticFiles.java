package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.file.Path;

/**
 * Serves files, and leaves to the next handler what is none (P-20). Undertow's {@code ResourceHandler} does the work once it is clear which
 * file it is.
 *
 * <p>Runs on worker threads, and so does what comes next.
 */
public final class StaticFiles implements HttpHandler {
    private static final AttachmentKey<Resource> FOUND = AttachmentKey.create(Resource.class);
    private static final String METHODS = "GET, HEAD";

    private final FileSpace files;
    private final HttpHandler next;
    private final PathResourceManager manager = new PathResourceManager(Path.of("/"));
    private final ResourceHandler sender =
            new ResourceHandler((exchange, path) -> exchange.getAttachment(FOUND));

    public StaticFiles(FileSpace files, HttpHandler next) {
        this.files = files;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        PublicPath path = PublicPath.of(exchange);
        Place place = files.find(path.rawRest());
        if (place instanceof Place.Nothing nothing && !nothing.ours()) {
            next.handleRequest(exchange);
        } else if (place instanceof Place.Nothing) {
            OwnAnswer.send(exchange, 404, "There is nothing here.");
        } else if (!isRead(exchange)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, METHODS);
            OwnAnswer.send(exchange, 405, "Files can only be read.");
        } else {
            answer(exchange, path, place);
        }
    }

    private static boolean isRead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.GET)
                || exchange.getRequestMethod().equals(Methods.HEAD);
    }

    private void answer(HttpServerExchange exchange, PublicPath path, Place place)
            throws Exception {
        if (place instanceof Place.File file) {
            send(exchange, file);
        } else if (place instanceof Place.Slashless) {
            OwnAnswer.redirect(exchange, 301, withSlash(exchange, path));
        } else {
            OwnAnswer.send(exchange, 403, "This cannot be read.");
        }
    }

    /** Path-absolute, so that neither scheme nor Host can be wrong (P-3); one slash at its start, so that it stays on this host. */
    private static String withSlash(HttpServerExchange exchange, PublicPath path) {
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        return path.prefix().under(path.rawRest()) + "/" + query;
    }

    private void send(HttpServerExchange exchange, Place.File file) throws Exception {
        OwnAnswer.fillIn(exchange);
        ServedFile found = new ServedFile(file, manager);
        exchange.putAttachment(FOUND, found);
        FileConditions.reword(exchange, found);
        exchange.setRelativePath(
                "/" + file.name()); // of an index it ends with a slash, which ResourceHandler
        // refuses
        sender.handleRequest(exchange);
    }
}
