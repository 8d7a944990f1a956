package io.breakwater.cdi;

import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.Scheme;
import io.breakwater.undertow.Decision;
import io.breakwater.undertow.PublicPath;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request of the calling thread where Undertow serves: of the application behind the embedded server, on the thread that calls it and on
 * those that it dispatches to without naming an executor; and of servlets.
 */
final class CurrentExchange implements CurrentRequest {
    private static final ThreadLocal<@Nullable HttpServerExchange> CURRENT = new ThreadLocal<>();

    private final Supplier<Optional<String>> serverName;

    /**
     * @param serverName the host of requests that name none (B-22)
     */
    CurrentExchange(Supplier<Optional<String>> serverName) {
        this.serverName = serverName;
    }

    /** The same application; while it works for an exchange, that is the current one. */
    static HttpHandler during(HttpHandler application) {
        return exchange -> {
            exchange.setDispatchExecutor(new Follow(exchange));
            @Nullable HttpServerExchange outer = CURRENT.get();
            CURRENT.set(exchange);
            try {
                application.handleRequest(exchange);
            } finally {
                CURRENT.set(outer);
            }
        };
    }

    /** The worker, as Undertow would take it, with the exchange as the current one. */
    private record Follow(HttpServerExchange exchange) implements Executor {
        @Override
        public void execute(Runnable task) {
            exchange.getConnection()
                    .getWorker()
                    .execute(
                            () -> {
                                exchange.setDispatchExecutor(this); // Undertow forgets it each time
                                CURRENT.set(exchange);
                                try {
                                    task.run();
                                } finally {
                                    CURRENT.remove();
                                }
                            });
        }
    }

    @Override
    public Optional<Told> find() {
        return Optional.<HttpServerExchange>ofNullable(CURRENT.get())
                .or(ServletExchange::current)
                .flatMap(exchange -> Decision.of(exchange).map(made -> told(exchange, made)));
    }

    private Told told(HttpServerExchange exchange, Decision decision) {
        PublicPath path = PublicPath.of(exchange);
        return new Told(
                decision,
                origin(exchange),
                path.prefix(),
                path.rawRest(),
                exchange.getQueryString());
    }

    private Origin origin(HttpServerExchange exchange) {
        Scheme scheme = "https".equals(exchange.getRequestScheme()) ? Scheme.HTTPS : Scheme.HTTP;
        Authority authority =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST))
                        .map(Authority::parse)
                        .or(
                                () ->
                                        serverName
                                                .get()
                                                .map(
                                                        name ->
                                                                new Authority(
                                                                        name, OptionalInt.empty())))
                        .orElseGet(() -> local(exchange));
        return Origin.of(scheme, authority);
    }

    private static Authority local(HttpServerExchange exchange) {
        Authority named = Authority.parse(exchange.getHostAndPort());
        return named == null ? new Authority("localhost", OptionalInt.empty()) : named;
    }
}
