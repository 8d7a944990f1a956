package io.breakwater.servlet;

import io.breakwater.net.PathPrefix;
import io.breakwater.undertow.PublicPath;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests that have a prefix to a {@link PrefixedRequest}.
 *
 * <p>It does so while the thread is set up for a request: that is after the container has made its request, and before
 * {@code ServletRequestListener}s (dependency injection among them), security and filters are given one. No handler wrapper is called
 * between the two.
 */
final class PrefixSetup implements ThreadSetupHandler {
    @Override
    public <T, C> Action<T, C> create(Action<T, C> action) {
        return (exchange, context) -> {
            showPrefix(exchange);
            return action.call(exchange, context);
        };
    }

    /** @param exchange null while a deployment starts or stops */
    private static void showPrefix(@Nullable HttpServerExchange exchange) {
        if (exchange == null) {
            return;
        }
        PathPrefix prefix = PublicPath.prefixOf(exchange);
        ServletRequestContext request =
                exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        if (!prefix.isNone() && request != null && isUntouched(request)) {
            ShownContext context =
                    new ShownContext(prefix, request.getCurrentServletContext().getContextPath());
            cutUrlPrefix(exchange, context);
            PrefixedExchange.attachTo(exchange, context, request);
            request.setServletRequest(new PrefixedRequest(request, context));
        }
    }

    /** Threads are set up for much else, and for the same request again. */
    private static boolean isUntouched(ServletRequestContext request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && request.getServletRequest() == request.getOriginalRequest();
    }

    /**
     * The container takes for granted that URIs begin with its context path. The URI that the client sent comes back when the exchange
     * ends, for access logs.
     */
    private static void cutUrlPrefix(HttpServerExchange exchange, ShownContext context) {
        String rawRest = PublicPath.of(exchange).rawRest();
        String received = exchange.getRequestURI();
        if (received.equals(rawRest) || !received.endsWith(rawRest)) {
            return;
        }
        boolean hostIncluded = exchange.isHostIncludedInRequestURI();
        exchange.setRequestURI(rawRest, false);
        exchange.setResolvedPath(context.contextPath());
        exchange.addExchangeCompleteListener(
                (ended, next) -> {
                    ended.setRequestURI(received, hostIncluded);
                    next.proceed();
                });
    }
}
