package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The target with the fewest requests in flight; of several such, each in turn. */
final class LeastConnections implements Balancer.Policy {
    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public Target choose(List<Target> candidates, HttpServerExchange exchange) {
        int first = Math.floorMod(turns.getAndIncrement(), candidates.size());
        Target least = candidates.get(first);
        int leastInFlight = least.counts().inFlight();
        for (int i = 1; i < candidates.size() && leastInFlight > 0; i++) {
            Target other = candidates.get((first + i) % candidates.size());
            int inFlight = other.counts().inFlight();
            if (inFlight < leastInFlight) {
                least = other;
                leastInFlight = inFlight;
            }
        }
        return least;
    }
}
