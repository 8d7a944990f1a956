package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.net.PathPrefix;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.route.RouteMatch;
import io.breakwater.route.RouteTable;
import io.breakwater.route.TargetPath;
import io.breakwater.upstream.FaultAnswer;
import io.breakwater.upstream.RequestFault;
import io.breakwater.upstream.Upstream;
import io.breakwater.upstream.UpstreamStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request to the upstream that serves its host or path, and all others to the next handler (P-1).
 *
 * <p>Virtual hosts and mounts are two handlers, because the host gate and the URL prefix stand between them: a virtual host is outside both.
 *
 * <p>Safe for use by several threads. {@link #close()} ends the threads and connections of all its upstreams.
 */
public final class RouteHandler implements HttpHandler, AutoCloseable {
    private final RouteTable<UpstreamHandler> routes;
    private final List<UpstreamHandler> upstreams;
    private final HttpsOnly https;
    private final HttpHandler next;

    private RouteHandler(
            RouteTable<UpstreamHandler> routes,
            List<UpstreamHandler> upstreams,
            HttpsOnly https,
            HttpHandler next) {
        this.routes = routes;
        this.upstreams = List.copyOf(upstreams);
        this.https = https;
        this.next = next;
    }

    /** Serves the virtual hosts of these options; to stand before the host gate. */
    public static RouteHandler virtualHosts(BreakwaterOptions options, HttpHandler next) {
        UpstreamFactory factory = new UpstreamFactory(options, false);
        Map<String, UpstreamHandler> byName = new HashMap<>();
        options.virtualHosts()
                .forEach(host -> byName.put(host.host(), factory.make(host.id(), host.upstream())));
        return new RouteHandler(
                new RouteTable<>(byName, Map.of()),
                factory.made,
                new HttpsOnly(options, next),
                next);
    }

    /** Serves the mounts of these options; to stand behind the host gate and the URL prefix. */
    public static RouteHandler mounts(BreakwaterOptions options, HttpHandler next) {
        UpstreamFactory factory = new UpstreamFactory(options, true);
        Map<PathPrefix, UpstreamHandler> byPath = new HashMap<>();
        options.mounts()
                .forEach(
                        mount ->
                                byPath.put(
                                        mount.path(), factory.make(mount.id(), mount.upstream())));
        return new RouteHandler(
                new RouteTable<>(Map.of(), byPath),
                factory.made,
                new HttpsOnly(options, next),
                next);
    }

    /** Makes upstreams that know one server, and remembers them. */
    private static final class UpstreamFactory {
        private final BreakwaterOptions options;
        private final ServerIdentity identity;
        private final boolean sharesHost;
        private final List<UpstreamHandler> made = new ArrayList<>();

        UpstreamFactory(BreakwaterOptions options, boolean sharesHost) {
            this.options = options;
            this.identity = ServerIdentity.of(options);
            this.sharesHost = sharesHost;
        }

        UpstreamHandler make(String route, UpstreamOptions upstream) {
            UpstreamHandler handler =
                    new UpstreamHandler(route, upstream, options.limits(), identity, sharesHost);
            made.add(handler);
            return handler;
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String host =
                exchange.getRequestHeaders().contains(Headers.HOST)
                        ? exchange.getRequestHeaders().getFirst(Headers.HOST)
                        : "";
        if (!routes.servesPathsOf(host)) {
            next.handleRequest(exchange);
        } else if (!https.redirects(exchange)) {
            serve(exchange, host);
        }
    }

    private void serve(HttpServerExchange exchange, String host) throws Exception {
        PublicPath path = PublicPath.of(exchange);
        if (ServerTarget.isIn(exchange, path)) {
            ServerTarget.answer(exchange);
        } else if (!TargetPath.isUnambiguous(path.rawRest())) {
            FaultAnswer.send(exchange, RequestFault.PATH);
        } else {
            dispatch(exchange, path, routes.match(host, path.rawRest()));
        }
    }

    private void dispatch(
            HttpServerExchange exchange,
            PublicPath path,
            @Nullable RouteMatch<UpstreamHandler> match)
            throws Exception {
        if (match == null) {
            next.handleRequest(exchange);
        } else if (match.isBarePrefix()) {
            redirect(exchange, match.redirectTarget(path.prefix(), exchange.getQueryString()));
        } else {
            PathPrefix prefix = path.prefix().plus(match.route().mount());
            match.route().upstream().forward(exchange, prefix, match.rawRemainder());
        }
    }

    /** P-3: a method other than GET and HEAD is kept. */
    private static void redirect(HttpServerExchange exchange, String location) {
        boolean safe =
                exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
        OwnAnswer.redirect(exchange, safe ? 302 : 307, location);
    }

    /** How each upstream is now (P-21). */
    public List<UpstreamStatus> status() {
        return upstreams.stream().map(UpstreamHandler::status).toList();
    }

    /**
     * Refuses new requests for all upstreams at once, and waits for those in flight.
     *
     * @param patience in all, after which what is still in flight is cut off
     */
    public void close(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        upstreams.forEach(UpstreamHandler::drain);
        upstreams.forEach(
                upstream -> upstream.close(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    /** The same with {@link Upstream#DRAINING}. */
    @Override
    public void close() {
        close(Upstream.DRAINING);
    }
}
