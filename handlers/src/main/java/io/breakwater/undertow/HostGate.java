package io.breakwater.undertow;

import io.breakwater.answer.OwnAnswer;
import io.breakwater.net.Authority;
import io.breakwater.options.SiteOptions;
import io.breakwater.route.HostRule;
import io.breakwater.route.HostRule.Admission;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;

/**
 * Lets in requests for this server's own names and refuses all others (B-22), so that no forged host gets into a link, a redirect or a
 * cache. Without a {@code server-name} everything is let in.
 *
 * <p>Belongs behind {@link TrustedProxyHandler}: what is looked at is the host that was decided.
 */
public final class HostGate implements HttpHandler {
    private final HostRule rule;
    private final int rejectStatus;
    private final HttpHandler next;

    public HostGate(SiteOptions site, HttpHandler next) {
        this.rule = site.hostRule();
        this.rejectStatus = site.rejectStatus();
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (rule.serverName().isEmpty()) {
            next.handleRequest(exchange);
            return;
        }
        Admission admission = admit(exchange);
        if (admission instanceof Admission.Admitted) {
            next.handleRequest(exchange);
        } else if (admission instanceof Admission.Elsewhere elsewhere) {
            redirect(exchange, elsewhere.host());
        } else {
            OwnAnswer.send(
                    exchange,
                    rejectStatus,
                    "This server does not serve the host that was asked for.");
        }
    }

    private Admission admit(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        return rule.admit(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST)),
                method.equals(Methods.GET) || method.equals(Methods.HEAD),
                PublicPath.of(exchange).rawRest(),
                () -> isFromHere(exchange));
    }

    /** A front end on the same machine is loopback too: what it forwards or tunnels does not count. */
    private static boolean isFromHere(HttpServerExchange exchange) {
        return !Http2Request.isUpgraded(exchange.getConnection())
                && Decision.of(exchange)
                        .filter(d -> d.peer().isLoopback() && !d.hadForwardingHeaders())
                        .isPresent();
    }

    private static void redirect(HttpServerExchange exchange, Authority host) {
        PublicPath path = PublicPath.of(exchange);
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        String location =
                exchange.getRequestScheme() + "://" + host + path.prefix() + path.rawRest() + query;
        OwnAnswer.redirect(exchange, 301, location);
    }
}
