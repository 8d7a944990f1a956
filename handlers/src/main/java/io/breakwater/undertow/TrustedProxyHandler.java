package io.breakwater.undertow;

import io.breakwater.forwarded.ForwardedRequest;
import io.breakwater.forwarded.ForwardedResolver;
import io.breakwater.forwarded.PeerTrust;
import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Authority;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.breakwater.options.TrustOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exchange say who the client is and what it asked for, if a trusted proxy tells it; everybody else's forwarding headers are
 * removed (B-1 to B-17).
 *
 * <p>Put it in front of everything that looks at addresses, schemes or hosts: access control, access log, sessions, dispatch. A request is
 * decided once; further handlers of this kind leave it alone.
 *
 * <p>Answers 400 to a malformed header of a trusted proxy, and 500 to requests whose source address something has changed before (B-25).
 * Safe for use by several threads.
 */
public final class TrustedProxyHandler implements HttpHandler, AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");

    private final AttachmentKey<Judged> judgedKey = AttachmentKey.create(Judged.class);
    private final StrangerLog strangerLog = new StrangerLog();
    private final RateLimit malformedLog = RateLimit.perMinute(10);
    private final RateLimit rewriteLog = RateLimit.perMinute(1);
    private final @Nullable TrustFileWatch watch;
    private final @Nullable String urlScheme;
    private final HttpHandler next;
    private volatile Rules rules;

    /**
     * @param urlScheme the scheme of requests of which no trusted proxy tells one; empty for the connection's (B-19)
     * @param next what the request goes to, unless it is refused
     */
    public TrustedProxyHandler(TrustOptions options, Optional<Scheme> urlScheme, HttpHandler next) {
        this.rules = new Rules(options);
        this.urlScheme = urlScheme.map(Scheme::text).orElse(null);
        this.next = next;
        boolean watched = !options.files().paths().isEmpty();
        this.watch =
                watched
                        ? new TrustFileWatch(options.files(), changed -> rules = new Rules(changed))
                        : null;
    }

    /** What decides; replaced as a whole when a trust file changes (B-2), and told apart by identity. */
    private static final class Rules {
        private final TrustOptions options;
        private final ForwardedResolver resolver;
        private final ForwardingHeaders forwardingHeaders;

        Rules(TrustOptions options) {
            this.options = options;
            this.resolver = options.resolver();
            this.forwardingHeaders = new ForwardingHeaders(options.named());
        }
    }

    /** What is the same for all requests of a connection, as long as the rules are. */
    private record Judged(
            Rules rules, PeerTrust trust, Decision direct, @Nullable InetSocketAddress address) {
        TrustOptions options() {
            return rules.options;
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (Decision.isAttachedTo(exchange)) { // B-17
            next.handleRequest(exchange);
            return;
        }
        Judged judged = judge(exchange);
        if (isRewrittenEarlier(exchange, judged)) {
            refuseEarlierRewrite(exchange);
            return;
        }
        List<ReceivedHeader> headers =
                judged.rules.forwardingHeaders.in(exchange.getRequestHeaders());
        if (headers.isEmpty()) {
            proceedDirectly(exchange, judged);
        } else {
            proceed(exchange, judged, headers);
        }
    }

    /** B-1: the connection's own peer, whatever the exchange says; B-5: once for each connection. */
    private Judged judge(HttpServerExchange exchange) {
        Judged known = exchange.getConnection().getAttachment(judgedKey);
        Rules now = rules;
        if (known != null && known.rules == now) {
            return known;
        }
        PeerTrust trust = now.resolver.judge(Peer.of(exchange.getConnection().getPeerAddress()));
        Decision direct =
                new Decision(
                        new Resolution.Direct(trust.peer(), trust.trustedBy()), Optional.empty());
        Judged judged =
                new Judged(
                        now,
                        trust,
                        direct,
                        exchange.getConnection().getPeerAddress(InetSocketAddress.class));
        exchange.getConnection().putAttachment(judgedKey, judged);
        direct.attachToConnectionOf(exchange);
        return judged;
    }

    // ---- B-25 ----

    private boolean isRewrittenEarlier(HttpServerExchange exchange, Judged judged) {
        InetSocketAddress source = exchange.getSourceAddress();
        return !judged.options().allowEarlierRewrite()
                && source != null
                && !source.equals(judged.address);
    }

    private void refuseEarlierRewrite(HttpServerExchange exchange) {
        if (rewriteLog.permits()) {
            LOG.error(
                    "Something in front of Breakwater has changed the source address of a request, so forged headers may already be "
                            + "believed: turn off proxy-address-forwarding of the listener, or ProxyPeerAddressHandler. "
                            + "breakwater.allow-earlier-rewrite=true permits it");
        }
        Refusal.sendAndClose(
                exchange,
                500,
                "This server believes forwarding headers twice; its log says what to change.");
    }

    // ---- no forwarding header ----

    private void proceedDirectly(HttpServerExchange exchange, Judged judged) throws Exception {
        if (!judged.options().observe()) {
            applyDefaults(exchange, judged);
            if (!takeAuthorityOfTarget(exchange)) {
                Refusal.sendAndClose(exchange, 400, "The request target is malformed.");
                return;
            }
        }
        next.handleRequest(exchange);
    }

    private void applyDefaults(HttpServerExchange exchange, Judged judged) {
        if (urlScheme != null) {
            exchange.setRequestScheme(urlScheme);
        }
        if (judged.trust.peer().isUnix()) { // B-2: never loopback
            exchange.setSourceAddress(judged.trust.peer().toSocketAddress());
        }
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

    // ---- forwarding headers ----

    private void proceed(HttpServerExchange exchange, Judged judged, List<ReceivedHeader> headers)
            throws Exception {
        Originals originals = new Originals(exchange.getRequestScheme(), host(exchange), headers);
        if (!judged.options().observe()) {
            applyDefaults(exchange, judged);
            if (!takeAuthorityOfTarget(exchange)) {
                Refusal.sendAndClose(exchange, 400, "The request target is malformed.");
                return;
            }
        }
        Scheme scheme = "https".equals(exchange.getRequestScheme()) ? Scheme.HTTPS : Scheme.HTTP;
        Resolution resolution =
                judged.rules.resolver.resolve(
                        judged.trust, new ForwardedRequest(scheme, host(exchange), headers));
        new Decision(resolution, Optional.of(originals)).attachTo(exchange);
        log(resolution, judged.options());
        if (judged.options().observe()) {
            next.handleRequest(exchange);
        } else if (resolution instanceof Resolution.Malformed malformed) {
            Refusal.sendAndClose(exchange, 400, "Header \"" + malformed.header() + "\" malformed.");
        } else {
            Truth.tell(exchange, resolution);
            next.handleRequest(exchange);
        }
    }

    private static Optional<String> host(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
    }

    private void log(Resolution resolution, TrustOptions options) {
        if (resolution instanceof Resolution.Untrusted untrusted && options.logUntrusted()) {
            strangerLog.tell(untrusted);
        } else if (resolution instanceof Resolution.Malformed malformed && malformedLog.permits()) {
            LOG.warnf(
                    "Trusted proxy %s sent a malformed header (%s): %s: %s",
                    malformed.peer(),
                    malformed.reason().code(),
                    malformed.header(),
                    CleanText.of(malformed.value()));
        }
    }

    /** The decision for a request that is not sent, as {@link #handleRequest} would make it. */
    public Resolution explain(Peer peer, ForwardedRequest request) {
        return rules.resolver.resolve(peer, request);
    }

    /** Ends the thread that watches trust files, if there are any. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
