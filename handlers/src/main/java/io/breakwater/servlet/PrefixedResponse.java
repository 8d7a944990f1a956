package io.breakwater.servlet;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.CanonicalPathUtils;
import io.undertow.util.URLUtils;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** The application's response: what is relative, is relative to the URI that the client sees. */
final class PrefixedResponse extends HttpServletResponseWrapper {
    private final HttpServerExchange exchange;
    private final ShownContext context;

    PrefixedResponse(
            HttpServletResponse response, HttpServerExchange exchange, ShownContext context) {
        super(response);
        this.exchange = exchange;
        this.context = context;
    }

    /** Whether {@code response} is one or wraps one. */
    static boolean isIn(HttpServletResponse response) {
        return response instanceof PrefixedResponse
                || response instanceof HttpServletResponseWrapper wrapper
                        && wrapper.isWrapperFor(PrefixedResponse.class);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        boolean relative = !location.startsWith("/") && !URLUtils.isAbsoluteUrl(location);
        super.sendRedirect(relative ? resolve(location) : location);
    }

    /** As Undertow does it, from another base. */
    private String resolve(String location) {
        String base = context.shown(exchange.getRequestURI());
        String directory = base.substring(0, base.lastIndexOf('/') + 1);
        int query = location.indexOf('?');
        int end = query < 0 ? location.length() : query;
        return CanonicalPathUtils.canonicalize(directory + location.substring(0, end))
                + location.substring(end);
    }
}
