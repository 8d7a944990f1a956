package io.breakwater.testsuite;

import io.breakwater.cdi.BreakwaterExtension;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** An application in Weld SE, served by Breakwater's extension or by an Undertow of its own: what {@link StartupBenchmark} compares. */
@ApplicationScoped
public class WeldApplication implements HttpHandler {
    static final String WITH = "with";
    static final String WITHOUT = "without";

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.getResponseSender().send("hello");
    }

    public static void main(String[] arguments) {
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(WeldApplication.class);
        if (arguments[0].equals(WITH)) {
            initializer.addExtensions(new BreakwaterExtension()).initialize();
        } else {
            serve(initializer.initialize(), Integer.parseInt(arguments[1]));
        }
    }

    private static void serve(SeContainer container, int port) {
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(container.select(WeldApplication.class).get())
                .build()
                .start();
    }
}
