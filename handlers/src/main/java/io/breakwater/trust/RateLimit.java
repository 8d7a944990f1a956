package io.breakwater.trust;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets so many log lines through in each minute, and no more: requests must not be able to fill a disk. */
final class RateLimit {
    private final long pauseNanos;
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

    private RateLimit(long pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    static RateLimit perMinute(int lines) {
        return new RateLimit(Duration.ofMinutes(1).toNanos() / lines);
    }

    boolean permits() {
        long now = System.nanoTime();
        long next = nextNanos.get();
        return now - next >= 0 && nextNanos.compareAndSet(next, now + pauseNanos);
    }
}
