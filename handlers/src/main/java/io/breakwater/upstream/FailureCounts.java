package io.breakwater.upstream;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts failures by kind. Safe for use by several threads, without locks. */
final class FailureCounts {
    private final Map<Failure, LongAdder> adders = new EnumMap<>(Failure.class);

    FailureCounts() {
        for (Failure failure : Failure.values()) {
            adders.put(failure, new LongAdder());
        }
    }

    void count(Failure failure) {
        adder(failure).increment();
    }

    private LongAdder adder(Failure failure) {
        return Objects.requireNonNull(adders.get(failure));
    }

    /** Those kinds that have happened. */
    Map<Failure, Long> sums() {
        Map<Failure, Long> sums = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            long sum = adder(failure).sum();
            if (sum > 0) {
                sums.put(failure, sum);
            }
        }
        return sums;
    }
}
