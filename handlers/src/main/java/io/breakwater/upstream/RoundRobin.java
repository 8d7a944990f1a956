package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Each target in turn. */
final class RoundRobin implements Balancer.Policy {
    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public Target choose(List<Target> candidates, HttpServerExchange exchange) {
        return candidates.get(Math.floorMod(turns.getAndIncrement(), candidates.size()));
    }
}
