package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest.Told;
import io.breakwater.options.SiteOptions;
import io.breakwater.route.HostRule;
import io.breakwater.route.HostRule.Admission;
import io.breakwater.undertow.Decision;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Answers what is not for this server: other hosts (B-22), and paths outside a strict prefix (B-19). */
final class OwnPortGate {
    private final HostRule hosts;
    private final SiteOptions site;

    OwnPortGate(SiteOptions site) {
        this.hosts = site.hostRule();
        this.site = site;
    }

    /** Whether a request passes; if not, it has been answered. */
    boolean admits(RoutingContext routing, Asked asked, Told told) {
        Admission admission = admission(routing.request(), asked, told);
        if (admission instanceof Admission.Elsewhere elsewhere) {
            redirect(routing, 301, told.origin().scheme() + "://" + elsewhere.host(), told);
            return false;
        }
        if (admission instanceof Admission.Refused) {
            Answers.send(
                    routing,
                    site.rejectStatus(),
                    "This server does not serve the host that was asked for.");
            return false;
        }
        return isInsidePrefix(routing, asked, told);
    }

    private Admission admission(HttpServerRequest request, Asked asked, Told told) {
        Decision decision = told.decision();
        boolean named = asked.host().isPresent() || decision.hadForwardingHeaders();
        return hosts.admit(
                named ? Optional.of(told.origin().authority().toString()) : Optional.empty(),
                isRead(request),
                told.rawPath(),
                () -> decision.peer().isLoopback() && !decision.hadForwardingHeaders());
    }

    private boolean isInsidePrefix(RoutingContext routing, Asked asked, Told told) {
        if (!site.urlPrefixStrict() || site.urlPrefix().isNone()) {
            return true;
        }
        String rest = site.urlPrefix().cutFrom(asked.rawPath());
        if (rest == null) {
            Answers.send(routing, 404, "There is nothing here.");
        } else if (rest.isEmpty()) {
            redirect(routing, isRead(routing.request()) ? 302 : 307, "", slashed(told));
        }
        return rest != null && !rest.isEmpty();
    }

    private static Told slashed(Told told) {
        return new Told(told.decision(), told.origin(), told.prefix(), "/", told.query());
    }

    private static boolean isRead(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static void redirect(RoutingContext routing, int status, String origin, Told told) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Location", origin + told.relative())
                .end();
    }
}
