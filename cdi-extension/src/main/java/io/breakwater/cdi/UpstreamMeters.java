package io.breakwater.cdi;

import io.breakwater.upstream.Failure;
import io.breakwater.upstream.TargetStatus;
import io.breakwater.upstream.UpstreamStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of each route and target, for any Micrometer registry (P-21): what {@link TargetStatus} says, when it is asked for.
 *
 * <p>Safe for use by several threads. Register it once for each Breakwater.
 */
public final class UpstreamMeters implements MeterBinder {
    private static final String PREFIX = "breakwater.upstream.";
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Supplier<List<UpstreamStatus>> source;
    private volatile Snapshot snapshot;

    /** What was read at a time: one scrape asks for each of many meters. */
    private record Snapshot(long nanos, List<UpstreamStatus> upstreams) {}

    /** @param source such as {@code breakwater::upstreams}; the routes and targets in it must not change */
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
        List<UpstreamStatus> upstreams = now();
        for (int i = 0; i < upstreams.size(); i++) {
            int route = i;
            Tags tags = Tags.of("route", upstreams.get(i).route());
            count(registry, "retries", tags, all -> all.upstreams(route).retries());
            gauge(registry, "queued", tags, all -> all.upstreams(route).queued());
            for (int j = 0; j < upstreams.get(i).targets().size(); j++) {
                int target = j;
                String url = upstreams.get(i).targets().get(j).target().toString();
                bindTarget(registry, tags.and("target", url), all -> all.target(route, target));
            }
        }
    }

    private UpstreamStatus upstreams(int route) {
        return now().get(route);
    }

    private TargetStatus target(int route, int target) {
        return upstreams(route).targets().get(target);
    }

    /** Finds a target among all. */
    private interface Finder {
        TargetStatus find(UpstreamMeters all);
    }

    private void bindTarget(MeterRegistry registry, Tags tags, Finder target) {
        count(registry, "requests", tags, all -> target.find(all).requests());
        count(registry, "ejections", tags, all -> target.find(all).ejections());
        gauge(registry, "in.flight", tags, all -> target.find(all).inFlight());
        gauge(
                registry,
                "live",
                tags,
                all -> target.find(all).state() == TargetStatus.State.LIVE ? 1 : 0);
        Tag idle = Tag.of("state", "idle");
        Tag open = Tag.of("state", "open");
        gauge(registry, "connections", tags.and(idle), all -> target.find(all).idleConnections());
        gauge(registry, "connections", tags.and(open), all -> target.find(all).openConnections());
        for (int digit = 1; digit <= 5; digit++) {
            int index = digit - 1;
            Tags status = tags.and("status", digit + "xx");
            count(registry, "responses", status, all -> target.find(all).responses().get(index));
        }
        for (Failure failure : Failure.values()) {
            Tags error = tags.and("error", failure.name().toLowerCase(Locale.ROOT));
            count(
                    registry,
                    "failures",
                    error,
                    all -> target.find(all).failures().getOrDefault(failure, 0L));
        }
        count(
                registry,
                "answer.seconds",
                tags,
                all -> target.find(all).answerTime().toNanos() / 1e9);
    }

    private void count(
            MeterRegistry registry, String name, Tags tags, ToDoubleFunction<UpstreamMeters> read) {
        FunctionCounter.builder(PREFIX + name, this, read).tags(tags).register(registry);
    }

    /** Registries refer to what they read weakly, so that gauges have to keep it, for the counters as well. */
    private void gauge(
            MeterRegistry registry, String name, Tags tags, ToDoubleFunction<UpstreamMeters> read) {
        Gauge.builder(PREFIX + name, this, read)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
