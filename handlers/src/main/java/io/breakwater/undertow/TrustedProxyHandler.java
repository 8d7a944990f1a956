package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.forwarded.ForwardedRequest;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.breakwater.options.TrustOptions;
import io.breakwater.trust.FileWatch;
import io.breakwater.trust.TrustLog;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exchange say who the client is and what it asked for, if a trusted proxy tells it; everybody else's forwarding headers are
 * removed (B-1 to B-17).
 *
 * <p>Put it in front of everything that looks at addresses, schemes or hosts: access control, access log, sessions, dispatch. A request is
 * decided once; further handlers of this kind leave it alone, also those of another class loader.
 *
 * <p>Answers 400 to a malformed header of a trusted proxy, 400 to HTTP/2 that a trusted proxy was made to tunnel by {@code Upgrade: h2c}, and
 * 500 to requests whose source address something has changed before (B-25). Safe for use by several threads.
 */
public final class TrustedProxyHandler implements HttpHandler, AutoCloseable {
    private final AttachmentKey<Judged> judgedKey = AttachmentKey.create(Judged.class);
    private final TrustLog log = new TrustLog();
    private final Optional<Scheme> urlScheme;
    private final HttpHandler next;
    private final @Nullable FileWatch watch;
    private volatile TrustRules rules;

    /**
     * @param urlScheme the scheme of requests of which no trusted proxy tells one; empty for the connection's (B-19)
     * @param next what the request goes to, unless it is refused
     */
    public TrustedProxyHandler(TrustOptions options, Optional<Scheme> urlScheme, HttpHandler next) {
        this.rules = new TrustRules(options);
        this.urlScheme = urlScheme;
        this.next = next;
        boolean watched = !options.files().paths().isEmpty();
        this.watch =
                watched
                        ? new FileWatch(
                                "Trust lists",
                                options.files(),
                                changed -> rules = new TrustRules(changed.trust()))
                        : null;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (DecisionPlace.isTaken(exchange)) { // B-17
            next.handleRequest(exchange);
            return;
        }
        Judged known = exchange.getConnection().getAttachment(judgedKey);
        boolean isFirst = known == null || known.rules() != rules;
        Judged judged = isFirst ? judge(exchange.getConnection()) : known;
        if (exchange.getAttachment(judged.mark()) != null) { // B-17: by another copy
            DecisionPlace.put(exchange, OtherCopy.decision(exchange));
            next.handleRequest(exchange);
            return;
        }
        FoundHeaders found = judged.rules().forwardingHeaders().in(exchange.getRequestHeaders());
        boolean couldBeRewritten = isFirst || !found.isEmpty() || judged.observes();
        if (couldBeRewritten && isRewrittenEarlier(exchange, judged)) {
            log.earlierRewrite();
            OwnAnswer.sendAndClose(
                    exchange,
                    500,
                    "This server believes forwarding headers twice; its log says what to change.");
        } else if (judged.tunnelled() && !judged.observes()) {
            log.tunnel();
            OwnAnswer.sendAndClose(
                    exchange, 400, "This server is not to be reached through a tunnel.");
        } else {
            decide(exchange, judged, found);
        }
    }

    private Judged judge(ServerConnection connection) {
        Judged judged = Judged.of(connection, rules);
        connection.putAttachment(judgedKey, judged);
        DecisionPlace.put(connection, judged.direct());
        return judged;
    }

    /**
     * B-25: whoever did that may have believed anybody.
     *
     * <p>To ask an exchange for its source address makes one each time. So the first request of each connection is asked, and each that has
     * forwarding headers; of any other, {@link #makePlain} sets the address, whatever it was.
     */
    private static boolean isRewrittenEarlier(HttpServerExchange exchange, Judged judged) {
        InetSocketAddress source = exchange.getSourceAddress();
        boolean rewritten = source != null && !source.equals(judged.address());
        return rewritten && !judged.rules().options().allowEarlierRewrite();
    }

    private void decide(HttpServerExchange exchange, Judged judged, FoundHeaders found)
            throws Exception {
        boolean explain = judged.rules().explain().isAsked(exchange);
        AsReceived request = AsReceived.of(exchange, found);
        boolean enforce = !judged.observes();
        if (enforce && !makePlain(exchange, judged)) {
            OwnAnswer.sendAndClose(exchange, 400, "The request is malformed.");
            return;
        }
        Decision decision =
                found.isEmpty()
                        ? direct(exchange, judged)
                        : attach(exchange, judged, decision(exchange, judged, request));
        if (explain) {
            ExplainOnRequest.answer(exchange, decision);
        }
        if (enforce) {
            enforce(exchange, found, decision);
        } else {
            next.handleRequest(exchange);
        }
    }

    /** That of the connection, unless another handler, of another deployment, has its own there. */
    private static Decision direct(HttpServerExchange exchange, Judged judged) {
        return DecisionPlace.has(exchange.getConnection(), judged.direct())
                ? judged.direct()
                : attach(exchange, judged, judged.direct());
    }

    private static Decision attach(HttpServerExchange exchange, Judged judged, Decision decision) {
        DecisionPlace.put(exchange, decision);
        exchange.putAttachment(judged.mark(), true);
        return decision;
    }

    /** What holds for every request, forwarded or not; false if it is malformed. */
    private boolean makePlain(HttpServerExchange exchange, Judged judged) {
        boolean plain = Http2Request.makePlain(exchange);
        if (urlScheme.isPresent()) {
            exchange.setRequestScheme(urlScheme.get().text());
        }
        if (judged.trust().peer().isUnix() || !judged.rules().options().allowEarlierRewrite()) {
            exchange.setSourceAddress(judged.source());
        }
        return plain && takeAuthorityOfTarget(exchange);
    }

    /** RFC 9112 section 3.2.2: the authority of a target that is a whole URL replaces Host; from then on Host alone counts. */
    private static boolean takeAuthorityOfTarget(HttpServerExchange exchange) {
        String authority = PublicPath.rawAuthority(exchange);
        if (authority == null) {
            return true;
        }
        if (Authority.parse(authority) == null) {
            return false;
        }
        exchange.getRequestHeaders().put(Headers.HOST, authority);
        exchange.setRequestURI(PublicPath.rawPath(exchange), false);
        return true;
    }

    private Decision decision(HttpServerExchange exchange, Judged judged, AsReceived received) {
        TrustOptions options = judged.rules().options();
        if (judged.isStripped()) {
            StrangerDecision decision = new StrangerDecision(judged.trust().peer(), received);
            log.stranger(decision.peer(), options, decision::resolution);
            return decision;
        }
        Originals originals = received.originals();
        Scheme scheme = "https".equals(exchange.getRequestScheme()) ? Scheme.HTTPS : Scheme.HTTP;
        Optional<String> host =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
        ForwardedRequest request = new ForwardedRequest(scheme, host, originals.headers());
        Resolution resolution = judged.rules().resolver().resolve(judged.trust(), request);
        log.tell(resolution, options);
        return new Decided(resolution, Optional.of(originals));
    }

    private void enforce(HttpServerExchange exchange, FoundHeaders found, Decision decision)
            throws Exception {
        if (decision instanceof StrangerDecision) {
            found.removeAllFrom(exchange.getRequestHeaders());
            next.handleRequest(exchange);
        } else if (decision.resolution() instanceof Resolution.Malformed malformed) {
            OwnAnswer.sendAndClose(
                    exchange, 400, "Header \"" + malformed.header() + "\" malformed.");
        } else {
            Truth.tell(exchange, found, decision.resolution());
            next.handleRequest(exchange);
        }
    }

    /**
     * The decision for a request that is not sent, as {@link #handleRequest} would make it.
     *
     * @param scheme the connection's
     * @param headerLines names and values as they would come
     * @throws IllegalArgumentException if a name has characters that no header can have
     */
    public Decision explain(Peer peer, Scheme scheme, List<Map.Entry<String, String>> headerLines) {
        HeaderMap headers = new HeaderMap();
        headerLines.forEach(line -> headers.add(new HttpString(line.getKey()), line.getValue()));
        TrustRules now = rules;
        ForwardedRequest request =
                new ForwardedRequest(
                        urlScheme.orElse(scheme),
                        Optional.ofNullable(headers.getFirst(Headers.HOST)),
                        now.forwardingHeaders().in(headers).received());
        return new Decided(now.resolver().resolve(peer, request), Optional.empty());
    }

    /** Ends the thread that watches trust files, if there are any. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
