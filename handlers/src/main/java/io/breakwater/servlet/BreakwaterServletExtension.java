package io.breakwater.servlet;

import io.breakwater.undertow.Decision;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.ConfidentialPortManager;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes servlets behind a forwarded prefix or {@code url-prefix} see it (B-21).
 *
 * <p>Undertow finds it by itself in every deployment whose class loader has this library; it acts on requests that came through a
 * {@link io.breakwater.undertow.TrustedProxyHandler} or {@link io.breakwater.undertow.UrlPrefix} in front of the container. Then
 * {@code getContextPath}, {@code getRequestURI} and {@code getRequestURL}, the paths in the attributes of forwards, includes, async and
 * error dispatches, redirects (relative ones, those for directories, welcome files, FORM login and CONFIDENTIAL resources) and the path of
 * the session cookie are what they would be if the deployment's context path began with the prefix. What is dispatched, and
 * {@code getServletPath}, {@code getPathInfo} and {@code getHttpServletMapping} with it, is what it is without a prefix, and so is
 * {@code ServletContext.getContextPath}: the preferred of several context paths, as the Servlet specification has it.
 *
 * <p>A Location that the application wrote stays, with one exception: one that leads under the context path without the prefix gets it,
 * unless the application is at the root, where that cannot be told from other places of the same host.
 *
 * <p>Also sends clients that came through a trusted proxy to the default port of https when a resource is CONFIDENTIAL: the port that the
 * deployment knows is not the proxy's.
 *
 * <p>Requests without a prefix are left alone. Registering it twice does no harm.
 */
public final class BreakwaterServletExtension implements ServletExtension {
    private static final int DEFAULT_PORT = 0;
    private static final int NO_PORT = -1;

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addThreadSetupAction(new PrefixSetup());
        deployment.addInnerHandlerChainWrapper(BreakwaterServletExtension::enterApplication);
        deployment.setConfidentialPortManager(publicPort(deployment.getConfidentialPortManager()));
    }

    private static HttpHandler enterApplication(HttpHandler application) {
        return exchange -> {
            PrefixedExchange prefixed = PrefixedExchange.of(exchange);
            if (prefixed != null) {
                prefixed.enterApplication();
            }
            application.handleRequest(exchange);
        };
    }

    private static ConfidentialPortManager publicPort(@Nullable ConfidentialPortManager own) {
        return exchange -> {
            if (isForwarded(exchange)) {
                return DEFAULT_PORT;
            }
            return own == null ? NO_PORT : own.getConfidentialPort(exchange);
        };
    }

    private static boolean isForwarded(HttpServerExchange exchange) {
        return Decision.of(exchange).map(Decision::verdict).filter("forwarded"::equals).isPresent();
    }
}
