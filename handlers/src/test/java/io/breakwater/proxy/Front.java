package io.breakwater.proxy;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.breakwater.RouteSettings;
import io.breakwater.upstream.TargetStatus;
import io.breakwater.upstream.UpstreamStatus;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A Breakwater on a free port. Whatever no upstream serves is answered by an application with the word "application". */
final class Front implements AutoCloseable {
    private final Breakwater breakwater;
    private final Undertow undertow;

    Front(BreakwaterBuilder builder) {
        this(builder, false);
    }

    /** @param http2 whether clients may speak HTTP/2 to it */
    Front(BreakwaterBuilder builder, boolean http2) {
        this(builder, http2, 2, Front::application);
    }

    /** All connections of clients are on the same I/O thread. */
    static Front withOneThread(BreakwaterBuilder builder) {
        return new Front(builder, true, 1, Front::application);
    }

    /** In front of an application of its own. */
    Front(BreakwaterBuilder builder, HttpHandler application) {
        this(builder, false, 2, application);
    }

    /** Tells of each exchange when it is complete, as an access log is told. */
    static Front watched(BreakwaterBuilder builder, Consumer<HttpServerExchange> complete) {
        return new Front(
                builder,
                false,
                2,
                Front::application,
                next ->
                        exchange -> {
                            exchange.addExchangeCompleteListener(
                                    (completed, following) -> {
                                        complete.accept(completed);
                                        following.proceed();
                                    });
                            next.handleRequest(exchange);
                        });
    }

    private Front(BreakwaterBuilder builder, boolean http2, int threads, HttpHandler application) {
        this(builder, http2, threads, application, UnaryOperator.identity());
    }

    private Front(
            BreakwaterBuilder builder,
            boolean http2,
            int threads,
            HttpHandler application,
            UnaryOperator<HttpHandler> around) {
        breakwater = builder.build(application);
        undertow =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, http2)
                        .setIoThreads(threads)
                        .setHandler(around.apply(breakwater))
                        .build();
        undertow.start();
    }

    /** One mount. */
    static Front mounted(String path, ScriptedUpstream upstream) {
        return mounted(path, upstream, route -> {});
    }

    static Front mounted(String path, ScriptedUpstream upstream, Consumer<RouteSettings> more) {
        return new Front(Breakwater.builder().mount(path, upstream.url(), more));
    }

    private static void application(HttpServerExchange exchange) {
        exchange.getResponseSender().send("application");
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    Wire connect() throws IOException {
        return Wire.to(port());
    }

    /** The answer to a request of these lines, which need neither Host nor an empty line, on a connection of its own. */
    Message ask(String requestLine, String... headerLines) throws IOException {
        try (Wire wire = connect()) {
            wire.send(request(requestLine, headerLines));
            return wire.read(!requestLine.startsWith("HEAD "));
        }
    }

    /** A request without a body. */
    static String request(String requestLine, String... headerLines) {
        String extra = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
        boolean named = Arrays.stream(headerLines).anyMatch(line -> line.startsWith("Host:"));
        String host = named ? "" : "Host: www.example.com\r\n";
        return requestLine + " HTTP/1.1\r\n" + host + extra + "\r\n";
    }

    /** How the upstream of the first route is. */
    UpstreamStatus status() {
        return breakwater.upstreams().get(0);
    }

    /** Whether requests are refused because it is closed. */
    boolean refuses() {
        return status().targets().get(0).state() == TargetStatus.State.DRAINING;
    }

    void closeBreakwater(Duration patience) {
        breakwater.close(patience);
    }

    void closeBreakwater() {
        breakwater.close();
    }

    @Override
    public void close() {
        undertow.stop();
        breakwater.close();
    }
}
