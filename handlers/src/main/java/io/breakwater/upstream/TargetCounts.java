package io.breakwater.upstream;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what happens to one target. Safe for use by several threads, without locks. */
final class TargetCounts {
    private static final int CLASSES = 5;

    private final LongAdder requests = new LongAdder();
    private final List<LongAdder> responses =
            Stream.generate(LongAdder::new).limit(CLASSES).toList();
    private final Map<Failure, LongAdder> failures = new EnumMap<>(Failure.class);
    private final LongAdder answerNanos = new LongAdder();
    private final LongAdder ejections = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();

    TargetCounts() {
        for (Failure failure : Failure.values()) {
            failures.put(failure, new LongAdder());
        }
    }

    /** A request is on its way; {@link #left()} must follow. */
    void entered() {
        requests.increment();
        inFlight.incrementAndGet();
    }

    void left() {
        inFlight.decrementAndGet();
    }

    void answered(int status, long nanos) {
        responses.get(Math.min(Math.max(status / 100, 1), CLASSES) - 1).increment();
        answerNanos.add(nanos);
    }

    void failed(Failure failure) {
        count(failure).increment();
    }

    void ejected() {
        ejections.increment();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void keptIdle() {
        idle.incrementAndGet();
    }

    void notIdle() {
        idle.decrementAndGet();
    }

    int inFlight() {
        return inFlight.get();
    }

    int open() {
        return open.get();
    }

    int idle() {
        return idle.get();
    }

    long requests() {
        return requests.sum();
    }

    List<Long> responses() {
        return responses.stream().map(LongAdder::sum).toList();
    }

    Map<Failure, Long> failures() {
        Map<Failure, Long> counts = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            long count = count(failure).sum();
            if (count > 0) {
                counts.put(failure, count);
            }
        }
        return counts;
    }

    private LongAdder count(Failure failure) {
        return Objects.requireNonNull(failures.get(failure));
    }

    Duration answerTime() {
        return Duration.ofNanos(answerNanos.sum());
    }

    long ejections() {
        return ejections.sum();
    }
}
