package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The targets that one request was tried at, and so which is next, and whether it may be sent again (P-16). Used on its I/O thread. */
final class Attempts {
    /** RFC 9110 section 9.2.2. */
    private static final Set<HttpString> IDEMPOTENT =
            Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS, Methods.PUT, Methods.DELETE);

    private final Upstream upstream;
    private final HttpServerExchange exchange;
    private final @Nullable Target bound; // where its client was before
    private final List<Target> tried = new ArrayList<>(1);
    private int retries;

    Attempts(Upstream upstream, HttpServerExchange exchange, OutboundRequest outbound) {
        this.upstream = upstream;
        this.exchange = exchange;
        this.bound = outbound.stickiness().map(upstream::targetOf).orElse(null);
    }

    /** The target for the next attempt, or null if there is none. */
    @Nullable Target next() {
        if (bound != null && !tried.contains(bound) && bound.health().isLive()) {
            return bound;
        }
        return upstream.balancer().choose(exchange, tried);
    }

    /** Whether no target has failed yet. */
    boolean areNone() {
        return tried.isEmpty();
    }

    /** The request goes there no more. */
    void failedAt(Target target) {
        if (!tried.contains(target)) {
            tried.add(target);
        }
    }

    /** Whether the request, which waits, would go there; asked by any thread. */
    boolean accept(Target free) {
        boolean elsewhere = bound != null && bound != free && bound.health().isLive();
        return !elsewhere && !tried.contains(free) && !free.health().isDown();
    }

    /**
     * Counts one more attempt, if the request may be made again: if nothing of it was sent or done, or if sending it twice is as good as once
     * and it has no body. A body that has begun to come cannot be had twice.
     *
     * @param stale whether the connection had waited and the upstream closed it, for which any time is right, or the upstream did nothing with
     *     the request: another connection to the same target is then as good as another target
     */
    boolean repeat(RelayConnection failed, boolean stale) {
        boolean repeatable =
                !failed.hasRequestBody()
                        && (IDEMPOTENT.contains(exchange.getRequestMethod())
                                || !failed.hasWritten()
                                || failed.isUnprocessed());
        boolean may =
                retries < upstream.retriesAllowed()
                        && (repeatable || !failed.isRequestStarted())
                        && (stale || upstream.balancer().hasLiveBesides(tried))
                        && upstream.mayRetry();
        retries += may && !hadWaited(failed, stale) ? 1 : 0;
        return may;
    }

    /** The next connection may have waited for as long, so this one is not counted; only so many wait, and the budget bounds all. */
    private static boolean hadWaited(RelayConnection failed, boolean stale) {
        return stale && failed.isReused() && !failed.isUnprocessed();
    }

    /** On a target that has just closed one connection the others that wait may be closed as well, so a new one is made, or it is left. */
    boolean stayAt(Target failed, boolean stale) {
        return stale && (bound != null || !upstream.balancer().hasLiveBesides(List.of(failed)));
    }
}
