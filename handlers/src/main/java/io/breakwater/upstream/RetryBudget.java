package io.breakwater.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often requests of an upstream may be sent again (P-16): one for ten requests, so that an upstream in trouble does not get many times its
 * load, and one a second, so that a quiet one can be asked twice. What is not used is kept, up to what 10,000 requests allow.
 *
 * <p>Safe for use by several threads; only retries come here.
 */
final class RetryBudget {
    private static final double PER_REQUEST = 0.1;
    private static final double AT_MOST = 1_000;
    private static final double FLOOR = 10;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier requests;
    private final LongSupplier nanoClock;
    private double credit = FLOOR;
    private long knownRequests;
    private long knownNanos;

    /** @param requests how many there have been so far, retries not counted */
    RetryBudget(LongSupplier requests, LongSupplier nanoClock) {
        this.requests = requests;
        this.nanoClock = nanoClock;
        this.knownNanos = nanoClock.getAsLong();
    }

    /** Whether there may be one more retry, which is taken to happen then. */
    synchronized boolean spend() {
        long requestsNow = requests.getAsLong();
        long nanosNow = nanoClock.getAsLong();
        double byTime = credit + (nanosNow - knownNanos) / NANOS_PER_SECOND;
        double floored = Math.max(credit, Math.min(byTime, FLOOR));
        credit = Math.min(floored + (requestsNow - knownRequests) * PER_REQUEST, AT_MOST);
        knownRequests = requestsNow;
        knownNanos = nanosNow;
        if (credit < 1) {
            return false;
        }
        credit--;
        return true;
    }
}
