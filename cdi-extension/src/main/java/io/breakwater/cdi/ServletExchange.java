package io.breakwater.cdi;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.Optional;

/** The exchange of the servlet request that the calling thread works for. Undertow's servlets need not be there. */
final class ServletExchange {
    private static final boolean HAS_SERVLETS = hasServlets();

    private ServletExchange() {}

    private static boolean hasServlets() {
        try {
            Class.forName(
                    "io.undertow.servlet.handlers.ServletRequestContext",
                    false,
                    ServletExchange.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static Optional<HttpServerExchange> current() {
        return HAS_SERVLETS
                ? Optional.ofNullable(ServletRequestContext.current())
                        .map(ServletRequestContext::getExchange)
                : Optional.empty();
    }
}
