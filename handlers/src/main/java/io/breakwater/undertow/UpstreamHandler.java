package io.breakwater.undertow;

import io.breakwater.answer.ErrorOverride;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.options.LimitOptions;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.route.TargetPath;
import io.breakwater.upstream.AskedUrl;
import io.breakwater.upstream.FaultAnswer;
import io.breakwater.upstream.InboundRequest;
import io.breakwater.upstream.OutboundComposer;
import io.breakwater.upstream.RequestFault;
import io.breakwater.upstream.Sender;
import io.breakwater.upstream.Upstream;
import io.breakwater.upstream.UpstreamStatus;
import io.breakwater.upstream.Via;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sends requests on to an upstream: {@code ProxyHandler} with everything that a reverse proxy must see to (P-2, P-5 to P-18).
 *
 * <p>Used alone it forwards all paths below {@link PublicPath}; behind a {@link RouteHandler} it serves one mount or virtual host. The
 * listener's {@code MAX_ENTITY_SIZE} has to be -1: Undertow's own limit of 2 MiB cannot be lifted by a handler in all versions, and answers
 * larger uploads with a cut connection; {@link LimitOptions#maxRequestBodyBytes()} answers them with 413.
 *
 * <p>Safe for use by several threads. {@link #close()} lets requests in flight end, then its threads and connections.
 */
public final class UpstreamHandler implements HttpHandler, AutoCloseable {
    private static final LimitOptions DEFAULT_LIMITS =
            new LimitOptions(Duration.ofSeconds(60), OptionalLong.empty());
    private static final ServerIdentity DEFAULT_IDENTITY =
            new ServerIdentity(Optional.empty(), new Via("breakwater"));

    private final boolean errorOverride;
    private final OutboundComposer composer;
    private final ServerIdentity identity;
    private final OptionalLong maxRequestBodyBytes;
    private final Upstream upstream;
    private final ProxyHandler proxy;

    /** Forwards all paths, under the pseudonym {@code breakwater}, without a limit on bodies. */
    public UpstreamHandler(UpstreamOptions options) {
        this("upstream", options, DEFAULT_LIMITS, DEFAULT_IDENTITY, false);
    }

    /**
     * @param route the operator's word for it
     * @param sharesHost whether other upstreams serve other paths of the same host
     */
    UpstreamHandler(
            String route,
            UpstreamOptions options,
            LimitOptions limits,
            ServerIdentity identity,
            boolean sharesHost) {
        this.composer =
                new OutboundComposer(options, identity.via(), identity.serverName(), sharesHost);
        this.errorOverride = options.errorOverride();
        this.identity = identity;
        this.maxRequestBodyBytes = limits.maxRequestBodyBytes();
        this.upstream = new Upstream(route, options, limits, identity.via());
        this.proxy =
                ProxyHandler.builder()
                        .setProxyClient(upstream)
                        .setMaxConnectionRetries(0)
                        .setMaxRequestTime(-1)
                        .build();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        PublicPath path = PublicPath.of(exchange);
        if (ServerTarget.isIn(exchange, path)) {
            ServerTarget.answer(exchange);
        } else if (TargetPath.isUnambiguous(path.rawRest())) {
            forward(exchange, path.prefix(), path.rawRest());
        } else {
            FaultAnswer.send(exchange, RequestFault.PATH);
        }
    }

    /**
     * @param prefix what stands before the path that the client sees and the upstream does not
     * @param rawRemainder of the path, unambiguous
     */
    void forward(HttpServerExchange exchange, PathPrefix prefix, String rawRemainder)
            throws Exception {
        InboundRequest request = InboundRequest.of(exchange);
        if (request.endsConnection()) {
            exchange.setPersistent(false);
        }
        RequestFault fault = request.fault(identity.via(), maxRequestBodyBytes);
        AskedUrl asked = AskedUrl.of(exchange, identity.name(), prefix);
        if (fault != null || asked == null) {
            FaultAnswer.send(exchange, fault == null ? RequestFault.HOST : fault);
        } else if (request.forwardsLeft().orElse(1) == 0) {
            ServerTarget.answer(exchange);
        } else {
            if (errorOverride) {
                ErrorOverride.on(exchange);
            }
            composer.compose(exchange, sender(exchange), asked, rawRemainder);
            liftLimit(exchange);
            proxy.handleRequest(exchange);
        }
    }

    private static Sender sender(HttpServerExchange exchange) {
        return Decision.of(exchange)
                .map(decision -> Sender.of(decision.resolution()))
                .orElseGet(
                        () -> Sender.stranger(Peer.of(exchange.getConnection().getPeerAddress())));
    }

    /** Where the listener has a limit, this lifts it as far as Undertow lets a handler do so. */
    private static void liftLimit(HttpServerExchange exchange) {
        if (exchange.isRequestChannelAvailable() && !exchange.isRequestComplete()) {
            exchange.setMaxEntitySize(-1);
        }
    }

    /** What has become of the requests so far, and how the upstream is now (P-21). */
    public UpstreamStatus status() {
        return upstream.status();
    }

    /** Refuses new requests. */
    void drain() {
        upstream.drain();
    }

    /**
     * Refuses new requests, and waits for those in flight.
     *
     * @param patience after which what is still in flight is cut off
     */
    public void close(Duration patience) {
        upstream.close(patience);
    }

    /** The same with {@link Upstream#DRAINING}. */
    @Override
    public void close() {
        close(Upstream.DRAINING);
    }
}
