package io.breakwater.cdi;

import io.breakwater.route.UpstreamUrl;
import io.breakwater.upstream.Failure;
import io.breakwater.upstream.TargetStatus;
import io.breakwater.upstream.UpstreamStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of each route and target, for any Micrometer registry (P-21): what {@link TargetStatus} says, when it is asked for.
 *
 * <p>Of the routes and targets that there are when it is bound; of one that is gone since, {@code NaN}. Keep it for as long as they shall be
 * read, as registries do not. Safe for use by several threads.
 * {@link #close()} takes the meters out of their registries. Register it once for each Breakwater.
 */
public final class UpstreamMeters implements MeterBinder, AutoCloseable {
    private static final String PREFIX = "breakwater.upstream.";
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Supplier<List<UpstreamStatus>> source;
    private final List<Registered> registered = new ArrayList<>();
    private volatile Snapshot snapshot;

    /** What was read at a time: one scrape asks for each of many meters. */
    private record Snapshot(long nanos, List<UpstreamStatus> upstreams) {}

    /** A meter and what it reads, which its registry refers to weakly. */
    private record Registered(MeterRegistry registry, String name, Tags tags, Object read) {
        void remove() {
            registry.find(name).tags(tags).meters().forEach(registry::remove);
        }
    }

    /** @param source such as {@code breakwater::upstreams} */
    public UpstreamMeters(Supplier<List<UpstreamStatus>> source) {
        this.source = source;
        this.snapshot = new Snapshot(System.nanoTime(), source.get());
    }

    private List<UpstreamStatus> now() {
        Snapshot known = snapshot;
        if (System.nanoTime() - known.nanos > FRESH_NANOS) {
            known = new Snapshot(System.nanoTime(), source.get());
            snapshot = known;
        }
        return known.upstreams;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (UpstreamStatus upstream : now()) {
            String route = upstream.route();
            Tags tags = Tags.of("route", route);
            bindRoute(new Place<>(registry, tags, () -> upstream(route)));
            for (TargetStatus target : upstream.targets()) {
                UpstreamUrl url = target.target();
                Tags targetTags = tags.and("target", url.toString());
                bindTarget(new Place<>(registry, targetTags, () -> target(route, url)));
            }
        }
    }

    private static void bindRoute(Place<UpstreamStatus> route) {
        route.count("retries", Tags.empty(), UpstreamStatus::retries);
        route.gauge("queued", Tags.empty(), UpstreamStatus::queued);
    }

    private static void bindTarget(Place<TargetStatus> target) {
        target.count("requests", Tags.empty(), TargetStatus::requests);
        target.count("ejections", Tags.empty(), TargetStatus::ejections);
        target.gauge("in.flight", Tags.empty(), TargetStatus::inFlight);
        target.gauge("live", Tags.empty(), now -> now.state() == TargetStatus.State.LIVE ? 1 : 0);
        target.gauge("connections", Tags.of("state", "idle"), TargetStatus::idleConnections);
        target.gauge("connections", Tags.of("state", "open"), TargetStatus::openConnections);
        for (int digit = 1; digit <= 5; digit++) {
            int index = digit - 1;
            Tags status = Tags.of("status", digit + "xx");
            target.count("responses", status, now -> now.responses().get(index));
        }
        for (Failure failure : Failure.values()) {
            Tags error = Tags.of("error", failure.name().toLowerCase(Locale.ROOT));
            target.count("failures", error, now -> now.failures().getOrDefault(failure, 0L));
        }
        target.count("answer.seconds", Tags.empty(), now -> now.answerTime().toNanos() / 1e9);
    }

    /** A route or a target in a registry. */
    private final class Place<S> {
        private final MeterRegistry registry;
        private final Tags tags;
        private final Supplier<Optional<S>> status;

        Place(MeterRegistry registry, Tags tags, Supplier<Optional<S>> status) {
            this.registry = registry;
            this.tags = tags;
            this.status = status;
        }

        private double read(ToDoubleFunction<S> value) {
            return status.get().map(found -> value.applyAsDouble(found)).orElse(Double.NaN);
        }

        /** By the methods of the registry: builders go past those that runtimes give to their applications. */
        void count(String name, Tags more, ToDoubleFunction<S> value) {
            registry.more()
                    .counter(PREFIX + name, tags.and(more), this, place -> place.read(value));
            keep(name, more);
        }

        void gauge(String name, Tags more, ToDoubleFunction<S> value) {
            registry.gauge(PREFIX + name, tags.and(more), this, place -> place.read(value));
            keep(name, more);
        }

        private void keep(String name, Tags more) {
            synchronized (registered) {
                registered.add(new Registered(registry, PREFIX + name, tags.and(more), this));
            }
        }
    }

    /** Removes all of them. */
    @Override
    public void close() {
        synchronized (registered) {
            registered.forEach(Registered::remove);
            registered.clear();
        }
    }

    private Optional<UpstreamStatus> upstream(String route) {
        return now().stream().filter(upstream -> upstream.route().equals(route)).findFirst();
    }

    private Optional<TargetStatus> target(String route, UpstreamUrl url) {
        return upstream(route).stream()
                .flatMap(upstream -> upstream.targets().stream())
                .filter(target -> target.target().equals(url))
                .findFirst();
    }
}
