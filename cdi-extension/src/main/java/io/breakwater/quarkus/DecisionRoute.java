package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest.Told;
import io.breakwater.forwarded.Believed;
import io.breakwater.forwarded.ForwardedRequest;
import io.breakwater.forwarded.HeaderEdit;
import io.breakwater.forwarded.PeerTrust;
import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.SiteOptions;
import io.breakwater.trust.ExplainToken;
import io.breakwater.trust.FileWatch;
import io.breakwater.trust.TrustLog;
import io.breakwater.undertow.Originals;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The route before all others: makes a request say who the client is and what it asked for, if a trusted proxy tells it; everybody else's
 * forwarding headers are removed (B-1 to B-17). What changes by that goes through all routes once more, as a {@link ToldRequest}.
 */
final class DecisionRoute implements Handler<RoutingContext>, AutoCloseable {
    /** Where the routing context has the {@link Told} of its request. */
    static final String TOLD = "io.breakwater.told";

    private final TrustLog log = new TrustLog();
    private final SiteOptions site;
    private final OwnPortGate gate;
    private final @Nullable FileWatch watch;
    private volatile OwnPortRules rules;

    DecisionRoute(BreakwaterOptions options) {
        this.rules = OwnPortRules.of(options.trust());
        this.site = options.site();
        this.gate = new OwnPortGate(options.site());
        boolean watched = !options.trust().files().paths().isEmpty();
        this.watch =
                watched
                        ? new FileWatch(
                                "Trust lists",
                                options.trust().files(),
                                changed -> rules = OwnPortRules.of(changed.trust()))
                        : null;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        OwnPortRules now = rules;
        Mark mark = Mark.on(request);
        if (mark != null) { // B-17
            passOn(routing, mark.told());
        } else if (isRewrittenEarlier(request) && !now.options().allowEarlierRewrite()) { // B-25
            log.earlierRewrite();
            Answers.sendAndClose(
                    routing,
                    500,
                    "This server believes forwarding headers twice; its log says what to change.");
        } else {
            decide(routing, now);
        }
    }

    private static boolean isRewrittenEarlier(HttpServerRequest request) {
        return !request.remoteAddress().equals(request.connection().remoteAddress());
    }

    private void decide(RoutingContext routing, OwnPortRules now) {
        HttpServerRequest request = routing.request();
        boolean explain = now.explain().isIn(request.headers().getAll(ExplainToken.ASKED));
        request.headers().remove(ExplainToken.ASKED);
        Asked asked = Asked.of(request);
        if (asked == null) {
            Answers.sendAndClose(routing, 400, "The request is malformed.");
            return;
        }
        OwnDecision decision = decision(now, asked, now.forwardingHeaders(request.headers()));
        log.tell(decision.resolution(), now.options());
        if (explain) {
            routing.response().putHeader(ExplainToken.ANSWER, decision.toJson());
        }
        boolean enforce = !now.options().observe(); // B-26
        if (enforce && decision.resolution() instanceof Resolution.Malformed malformed) {
            Answers.sendAndClose(routing, 400, "Header \"" + malformed.header() + "\" malformed.");
        } else {
            proceed(routing, asked, decision, enforce);
        }
    }

    private OwnDecision decision(OwnPortRules now, Asked asked, List<ReceivedHeader> headers) {
        PeerTrust trust = now.resolver().judge(asked.peer());
        if (headers.isEmpty()) {
            return new OwnDecision(
                    new Resolution.Direct(trust.peer(), trust.trustedBy()), Optional.empty());
        }
        Optional<String> host = asked.host().map(Authority::toString);
        ForwardedRequest request = new ForwardedRequest(asked.schemeFor(site), host, headers);
        return new OwnDecision(
                now.resolver().resolve(trust, request),
                Optional.of(new Originals(asked.scheme().text(), host, headers)));
    }

    private void proceed(
            RoutingContext routing, Asked asked, OwnDecision decision, boolean enforce) {
        Optional<Believed> believed = enforce ? decision.believed() : Optional.empty();
        Told told = asked.told(decision, believed, site);
        if (!gate.admits(routing, asked, told)) {
            return;
        }
        HttpServerRequest request = routing.request();
        if (enforce) {
            decision.resolution().edits().forEach(edit -> carryOut(edit, request.headers()));
        }
        boolean newHost = asked.absolute() || believed.flatMap(Believed::host).isPresent();
        if (newHost) {
            request.headers().set("Host", told.origin().authority().toString());
        }
        SocketAddress client = client(request, decision.peer(), believed);
        if (newHost || !saysAlready(request, told, client)) {
            Mark.put(request, told);
            outermost(routing).currentRouter().handle(new ToldRequest(request, told, client));
        } else {
            passOn(routing, told);
        }
    }

    private static void carryOut(HeaderEdit edit, MultiMap headers) {
        if (edit.value().isPresent()) {
            headers.set(edit.name(), edit.value().get());
        } else {
            headers.remove(edit.name());
        }
    }

    /** B-2: the client of a unix socket is 0.0.0.0 unless one is believed, and never loopback. */
    private static SocketAddress client(
            HttpServerRequest request, Peer peer, Optional<Believed> believed) {
        Optional<Peer> client = believed.flatMap(Believed::client);
        return client.isEmpty() && !peer.isUnix()
                ? request.remoteAddress()
                : SocketAddress.inetSocketAddress(client.orElse(peer).toSocketAddress());
    }

    private static boolean saysAlready(HttpServerRequest request, Told told, SocketAddress client) {
        return client.equals(request.remoteAddress())
                && told.origin().scheme().text().equals(request.scheme())
                && told.prefix().isNone();
    }

    /** Where the routes begin: with a root path of its own the application's router is below another one. */
    private static RoutingContextInternal outermost(RoutingContext routing) {
        RoutingContextInternal outer = (RoutingContextInternal) routing;
        for (RoutingContextInternal next = outer; next != null; next = next.parent()) {
            outer = next;
        }
        return outer;
    }

    private static void passOn(RoutingContext routing, Told told) {
        routing.put(TOLD, told);
        routing.next();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
