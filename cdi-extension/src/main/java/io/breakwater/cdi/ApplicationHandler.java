package io.breakwater.cdi;

import io.undertow.server.HttpHandler;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/**
 * The application behind the embedded server: the bean of type {@link HttpHandler}, if there is exactly one with the default qualifier.
 * Without one, what no route takes is 404, or whoami where that is on.
 */
final class ApplicationHandler {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private ApplicationHandler() {}

    static HttpHandler of(Instance<HttpHandler> handlers) {
        if (handlers.isResolvable()) {
            return CurrentExchange.during(handlers.get());
        }
        if (handlers.isAmbiguous()) {
            LOG.warn(
                    "Several beans are io.undertow.server.HttpHandler, and none is the application. Qualify all but one.");
        }
        return new NoApplication();
    }
}
