package io.breakwater.upstream;

import io.breakwater.options.PoolOptions.Balance;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the target of a request (P-16). Safe for use by several threads. */
final class Balancer {
    private final List<Target> targets;
    private final Policy policy;

    /** Which of several targets that would all do. */
    interface Policy {
        /** @param candidates at least one */
        Target choose(List<Target> candidates, HttpServerExchange exchange);

        static Policy of(Balance balance) {
            return switch (balance) {
                case ROUND_ROBIN -> new RoundRobin();
                case LEAST_CONNECTIONS -> new LeastConnections();
                case CLIENT_HASH -> new ClientHash();
            };
        }
    }

    Balancer(List<Target> targets, Balance balance) {
        this.targets = List.copyOf(targets);
        this.policy = Policy.of(balance);
    }

    /** A target that was not tried yet, or null if there is none. */
    @Nullable Target choose(HttpServerExchange exchange, Collection<Target> tried) {
        if (targets.size() == 1) {
            return tried.isEmpty() ? targets.get(0) : null;
        }
        List<Target> candidates = new ArrayList<>(targets);
        candidates.removeAll(tried);
        return candidates.isEmpty() ? null : policy.choose(candidates, exchange);
    }
}
