package io.breakwater.servlet;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.server.handlers.Cookie;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.RedirectBuilder;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose client sees the deployment under a prefix: what is to be done about its response.
 *
 * <p>The container writes Locations and the session cookie without the prefix, past any response wrapper. They get it at the last moment,
 * when the response is committed.
 */
final class PrefixedExchange implements ResponseCommitListener {
    private static final AttachmentKey<PrefixedExchange> KEY =
            AttachmentKey.create(PrefixedExchange.class);

    private final ShownContext context;
    private final ServletRequestContext request;
    private final SessionCookieConfig sessionCookie;
    private boolean applicationEntered;

    private PrefixedExchange(ShownContext context, ServletRequestContext request) {
        this.context = context;
        this.request = request;
        this.sessionCookie = request.getCurrentServletContext().getSessionCookieConfig();
    }

    static void attachTo(
            HttpServerExchange exchange, ShownContext context, ServletRequestContext request) {
        PrefixedExchange prefixed = new PrefixedExchange(context, request);
        exchange.putAttachment(KEY, prefixed);
        exchange.addResponseCommitListener(prefixed);
    }

    static @Nullable PrefixedExchange of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }

    /** From here on, what the response says is the application's word. */
    void enterApplication() {
        applicationEntered = true;
        if (request.getServletResponse() instanceof HttpServletResponse response
                && !PrefixedResponse.isIn(response)) {
            request.setServletResponse(
                    new PrefixedResponse(response, request.getExchange(), context));
        }
    }

    @Override
    public void beforeCommit(HttpServerExchange exchange) {
        showLocation(exchange);
        showSessionCookie(exchange);
    }

    private void showLocation(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        String location = headers.getFirst(Headers.LOCATION);
        LocationUrl url = location == null ? null : LocationUrl.parse(location);
        if (url != null && url.isOn(exchange.getHostAndPort()) && lacksPrefix(url, exchange)) {
            headers.put(Headers.LOCATION, url.under(context.prefix()));
        }
    }

    private boolean lacksPrefix(LocationUrl url, HttpServerExchange exchange) {
        return context.isForgetful(url.rawPath())
                || !applicationEntered && isOfContainer(url, exchange);
    }

    /** Whether the container itself, which knows no prefix, wrote it. Other redirects may lead to a login page beside the prefix. */
    private boolean isOfContainer(LocationUrl url, HttpServerExchange exchange) {
        return isAddedSlash(url, exchange)
                || url.rawPath().equals(exchange.getRequestURI()) // CONFIDENTIAL
                || isLogin(exchange) && !context.isShown(url.rawPath());
    }

    /** Directories, and the context path itself. */
    private static boolean isAddedSlash(LocationUrl url, HttpServerExchange exchange) {
        return url.toString()
                .equals(RedirectBuilder.redirect(exchange, exchange.getRelativePath() + "/"));
    }

    /** FORM login leads back to an earlier request's URL. */
    private static boolean isLogin(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.POST)
                && exchange.getRelativePath().endsWith("/j_security_check");
    }

    private void showSessionCookie(HttpServerExchange exchange) {
        for (Cookie cookie : exchange.responseCookies()) {
            String path = cookie.getPath();
            if (path != null
                    && path.equals(sessionCookie.getPath())
                    && cookie.getName().equals(sessionCookie.getName())) {
                cookie.setPath(context.cookiePath(path));
            }
        }
    }
}
