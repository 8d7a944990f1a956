package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.net.PathPrefix;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import org.jspecify.annotations.Nullable;

/**
 * Splits the path of a request into the prefix that this server is known under and the rest (B-19): SCRIPT_NAME and PATH_INFO.
 *
 * <p>A path under the prefix loses it; any other path passes as it is, or is 404 if the prefix is strict. Either way the prefix is what
 * applications have to put before their paths, unless a trusted proxy told another one.
 */
public final class UrlPrefix implements HttpHandler {
    private final PathPrefix prefix;
    private final boolean strict;
    private final HttpHandler next;

    /**
     * @param prefix may be {@link PathPrefix#NONE}, and then nothing is done
     * @param strict whether paths outside the prefix are 404, and the prefix itself redirects to the prefix and a slash
     */
    public UrlPrefix(PathPrefix prefix, boolean strict, HttpHandler next) {
        this.prefix = prefix;
        this.strict = strict;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (prefix.isNone()) {
            next.handleRequest(exchange);
            return;
        }
        PublicPath path = PublicPath.of(exchange);
        String rest = prefix.cutFrom(path.rawRest());
        if (strict && rest == null) {
            OwnAnswer.send(exchange, 404, "There is nothing here.");
        } else if (strict && rest != null && rest.isEmpty()) {
            redirectToSlash(exchange, shown(path));
        } else {
            cut(exchange, path, rest);
            next.handleRequest(exchange);
        }
    }

    /** The prefix to show: a trusted proxy's word counts more than ours. */
    private PathPrefix shown(PublicPath path) {
        return path.prefix().isNone() ? prefix : path.prefix();
    }

    private void cut(HttpServerExchange exchange, PublicPath path, @Nullable String rest) {
        new PublicPath(shown(path), rest == null ? path.rawRest() : rest).attachTo(exchange);
        if (rest != null) {
            cutRelativePath(exchange);
        }
    }

    /** The same cut in the path that Undertow's own handlers dispatch on: decoded by Undertow's rules, and without path parameters. */
    private void cutRelativePath(HttpServerExchange exchange) {
        String relative = exchange.getRelativePath();
        int slashes = 0;
        while (slashes < relative.length() && relative.charAt(slashes) == '/') {
            slashes++;
        }
        int end = Math.max(0, slashes - 1) + prefix.decoded().length();
        exchange.setResolvedPath(exchange.getResolvedPath() + prefix.decoded());
        exchange.setRelativePath(end < relative.length() ? relative.substring(end) : "");
    }

    /** As P-3 has it for mounts: the method is kept unless it is safe, and the Location does not depend on the Host header. */
    private static void redirectToSlash(HttpServerExchange exchange, PathPrefix shown) {
        boolean safe =
                exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        OwnAnswer.redirect(exchange, safe ? 302 : 307, shown + "/" + query);
    }
}
