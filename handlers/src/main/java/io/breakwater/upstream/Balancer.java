package io.breakwater.upstream;

import io.breakwater.options.PoolOptions.Balance;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the target of a request (P-16).
 *
 * <p>In this order: one that was left out and may have a trial, if it is the request's first try; the live ones that need no waiting; the live
 * ones; if there are none, those that were left out after failures, because nothing better is known. What health checks say is down gets no
 * requests.
 *
 * <p>Safe for use by several threads.
 */
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
            Target only = targets.get(0);
            return tried.isEmpty() && !only.health().isDown() ? only : null;
        }
        Target onTrial = tried.isEmpty() ? trial() : null;
        if (onTrial != null) {
            return onTrial;
        }
        List<Target> live = untried(tried, target -> target.health().isLive());
        List<Target> free =
                live.stream().filter(target -> target.hasRoom(exchange.getIoThread())).toList();
        List<Target> candidates = free.isEmpty() ? live : free;
        if (candidates.isEmpty()) {
            candidates = untried(tried, target -> !target.health().isDown());
        }
        return candidates.size() > 1
                ? policy.choose(candidates, exchange)
                : candidates.stream().findFirst().orElse(null);
    }

    /** Whether there is another live target for a request that has failed at some. */
    boolean hasLiveBesides(Collection<Target> tried) {
        return !untried(tried, target -> target.health().isLive()).isEmpty();
    }

    private @Nullable Target trial() {
        for (Target target : targets) {
            if (target.health().claimTrial()) {
                return target;
            }
        }
        return null;
    }

    private List<Target> untried(Collection<Target> tried, Predicate<Target> condition) {
        List<Target> found = new ArrayList<>(targets.size());
        for (Target target : targets) {
            if (!tried.contains(target) && condition.test(target)) {
                found.add(target);
            }
        }
        return found;
    }
}
