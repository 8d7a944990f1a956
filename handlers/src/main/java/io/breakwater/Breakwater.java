package io.breakwater;

import io.breakwater.answer.ErrorOverride;
import io.breakwater.answer.ErrorPages;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.LimitOptions;
import io.breakwater.undertow.ClientIdleTimeout;
import io.breakwater.undertow.ContextPath;
import io.breakwater.undertow.Decision;
import io.breakwater.undertow.FileSpace;
import io.breakwater.undertow.HostGate;
import io.breakwater.undertow.HttpsOnly;
import io.breakwater.undertow.RequestBodyLimit;
import io.breakwater.undertow.RouteHandler;
import io.breakwater.undertow.StaticFiles;
import io.breakwater.undertow.StrictChunks;
import io.breakwater.undertow.StrictTransport;
import io.breakwater.undertow.TrustedProxyHandler;
import io.breakwater.undertow.UrlPrefix;
import io.breakwater.undertow.WhoamiHandler;
import io.breakwater.upstream.Upstream;
import io.breakwater.upstream.UpstreamStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything in one handler: behind a proxy, as a proxy, or both.
 *
 * <pre>{@code
 * Breakwater breakwater = Breakwater.builder()
 *         .trustedProxies("10.0.0.0/8", "loopback")
 *         .trustedProxyHeaders("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port")
 *         .build(application);
 * Undertow.builder().addHttpListener(8080, "127.0.0.1").setHandler(breakwater).build().start();
 * }</pre>
 *
 * <p>Safe for use by several threads. {@link #close()} lets requests in flight end, then its threads and connections.
 */
public final class Breakwater implements HttpHandler, AutoCloseable {
    private final HttpHandler chain;
    private final HttpHandler first;
    private final TrustedProxyHandler trust;
    private final RouteHandler virtualHosts;
    private final RouteHandler mounts;
    private final ErrorPages pages;

    private Breakwater(BreakwaterOptions options, PathPrefix context, HttpHandler application) {
        FileSpace files = new FileSpace(options.documents());
        this.pages = ErrorPages.of(options.documents().errorDocuments(), files::file);
        HttpHandler last =
                ContextPath.application(options.whoami() ? new WhoamiHandler() : application);
        HttpHandler local = withFiles(files, overridden(last, options), options);
        this.mounts = RouteHandler.mounts(options, bounded(local, options.limits()));
        HttpHandler inside = context.isNone() ? mounts : new ContextPath(context, mounts);
        HttpHandler prefix =
                new UrlPrefix(options.site().urlPrefix(), options.site().urlPrefixStrict(), inside);
        this.virtualHosts =
                RouteHandler.virtualHosts(
                        options, new HostGate(options.site(), new HttpsOnly(options, prefix)));
        this.trust =
                new TrustedProxyHandler(
                        options.trust(),
                        options.site().urlScheme(),
                        StrictTransport.before(virtualHosts, options.site().https().hsts()));
        this.first = options.trust().observe() ? trust : new StrictChunks(trust);
        this.chain = options.enabled() ? this::handleWithPages : application;
    }

    private void handleWithPages(HttpServerExchange exchange) throws Exception {
        pages.attachTo(exchange);
        first.handleRequest(exchange);
    }

    /** P-19: as for routes, where it is asked for. */
    private static HttpHandler overridden(HttpHandler application, BreakwaterOptions options) {
        if (!options.documents().errorOverride()) {
            return application;
        }
        return exchange -> {
            ErrorOverride.on(exchange);
            application.handleRequest(exchange);
        };
    }

    private static HttpHandler withFiles(
            FileSpace files, HttpHandler application, BreakwaterOptions options) {
        return options.documents().servesFiles()
                ? new StaticFiles(files, application)
                : application;
    }

    /** What routes see to by themselves for their upstreams. */
    private static HttpHandler bounded(HttpHandler application, LimitOptions limits) {
        return new RequestBodyLimit(
                limits.maxRequestBodyBytes(),
                new ClientIdleTimeout(limits.socketTimeout(), application));
    }

    public static BreakwaterBuilder builder() {
        return new BreakwaterBuilder();
    }

    /** The handler that these options make, in front of an application. */
    public static Breakwater of(BreakwaterOptions options, HttpHandler application) {
        return new Breakwater(options, PathPrefix.NONE, application);
    }

    /**
     * The same in front of a part of a server that somebody else has dispatched to by a context path: mounts are below that.
     *
     * @param context must not begin with {@code url-prefix}, which would be cut instead
     */
    public static Breakwater within(
            PathPrefix context, BreakwaterOptions options, HttpHandler application) {
        return new Breakwater(options, context, application);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        chain.handleRequest(exchange);
    }

    /**
     * The decision for a request that is not sent: who would be believed to be the client, and why (B-20).
     *
     * @param scheme the connection's
     * @param headerLines names and values as they would come
     * @throws IllegalArgumentException if a name has characters that no header can have
     */
    public Decision explain(Peer peer, Scheme scheme, List<Map.Entry<String, String>> headerLines) {
        return trust.explain(peer, scheme, headerLines);
    }

    /** What has become of the requests of each route so far, and how its upstream is now (P-21): virtual hosts first. */
    public List<UpstreamStatus> upstreams() {
        return Stream.of(virtualHosts, mounts).flatMap(routes -> routes.status().stream()).toList();
    }

    /**
     * Refuses new requests for upstreams, waits until those in flight are answered and WebSockets are closed, and ends its threads.
     *
     * @param patience after which what is still in flight is cut off
     */
    public void close(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        trust.close();
        virtualHosts.close(patience);
        mounts.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    /** The same with ten seconds. */
    @Override
    public void close() {
        close(Upstream.DRAINING);
    }
}
