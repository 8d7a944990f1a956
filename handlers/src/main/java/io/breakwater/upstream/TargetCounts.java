package io.breakwater.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what happens to one target. Safe for use by several threads, without locks. */
final class TargetCounts {
    private static final int CLASSES = 5;

    private final LongAdder requests = new LongAdder();
    private final List<LongAdder> responses =
            Stream.generate(LongAdder::new).limit(CLASSES).toList();
    private final FailureCounts failures = new FailureCounts();
    private final LongAdder answerNanos = new LongAdder();
    private final LongAdder ejections = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();

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
        failures.count(failure);
    }

    void ejected() {
        ejections.increment();
    }

    int inFlight() {
        return inFlight.get();
    }

    long requests() {
        return requests.sum();
    }

    List<Long> responses() {
        return responses.stream().map(LongAdder::sum).toList();
    }

    Map<Failure, Long> failures() {
        return failures.sums();
    }

    Duration answerTime() {
        return Duration.ofNanos(answerNanos.sum());
    }

    long ejections() {
        return ejections.sum();
    }
}
