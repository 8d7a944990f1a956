package io.breakwater.upstream;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells the operator that an upstream does not answer: once a minute for each kind of failure, with how often it has happened. */
final class FailureLog {
    private static final Logger LOG = Logger.getLogger("io.breakwater.upstream");
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String upstream;
    private final Map<Failure, Tally> tallies = new EnumMap<>(Failure.class);

    /** Failures of one kind since they were last told. */
    private static final class Tally {
        private long toldNanos = System.nanoTime() - PAUSE_NANOS;
        private int count;
    }

    FailureLog(String upstream) {
        this.upstream = upstream;
    }

    void tell(Failure failure) {
        int count = failure.isClients() ? 0 : due(failure);
        if (count > 0) {
            LOG.warnf(
                    "Upstream %s failed: %s; %d times since this was last told",
                    upstream, failure.errorType(), count);
        }
    }

    /** How many are to be told now. */
    private synchronized int due(Failure failure) {
        Tally tally = tallies.computeIfAbsent(failure, first -> new Tally());
        tally.count++;
        long now = System.nanoTime();
        if (now - tally.toldNanos < PAUSE_NANOS) {
            return 0;
        }
        int count = tally.count;
        tally.toldNanos = now;
        tally.count = 0;
        return count;
    }
}
