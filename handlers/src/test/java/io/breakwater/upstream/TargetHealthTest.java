package io.breakwater.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-16: when a target is left out, and when it gets requests again. */
class TargetHealthTest {
    private final TargetCounts counts = new TargetCounts();
    private long now = -1_000_000_000;
    private final TargetHealth health = new TargetHealth("http://t/", counts, () -> now);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed(Failure.REFUSED);
        }
    }

    private void pass(double seconds) {
        now += (long) (seconds * Duration.ofSeconds(1).toNanos());
    }

    /** How long after now its next trial is, in whole seconds. */
    private int secondsToTrial() {
        long begun = now;
        int seconds = 0;
        while (!health.claimTrial()) {
            pass(1);
            seconds++;
            assertThat(seconds).isLessThan(1000);
        }
        now = begun + Duration.ofSeconds(seconds).toNanos();
        return seconds;
    }

    @Test
    @DisplayName("three failures in a row, not three in all")
    void inARow() {
        fail(2);
        health.succeeded();
        fail(2);
        assertThat(health.isLive()).isTrue();
        fail(1);
        assertThat(health.isLive()).isFalse();
        assertThat(counts.ejections()).isEqualTo(1);
    }

    @Test
    @DisplayName("requests that were on their way when it was left out make it no worse")
    void onTheirWay() {
        fail(100);
        assertThat(secondsToTrial()).isEqualTo(2);
        assertThat(counts.ejections()).isEqualTo(1);
    }

    @Test
    @DisplayName("one request is its trial, and others do not follow until it has an outcome")
    void trial() {
        fail(3);
        assertThat(health.claimTrial()).isFalse();
        pass(2);
        assertThat(health.claimTrial()).isTrue();
        assertThat(health.claimTrial()).isFalse();
        health.succeeded();
        assertThat(health.isLive()).isTrue();
    }

    @Test
    @DisplayName("a trial whose outcome nobody hears of is followed by another")
    void lostTrial() {
        fail(3);
        pass(2);
        assertThat(health.claimTrial()).isTrue();
        assertThat(secondsToTrial()).isEqualTo(2);
    }

    @Test
    @DisplayName("each failed trial doubles the time, up to a minute")
    void grows() {
        fail(3);
        for (int expected : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            assertThat(secondsToTrial()).isEqualTo(expected);
            fail(1);
        }
        assertThat(counts.ejections()).isEqualTo(8);
    }

    @Test
    @DisplayName(
            "one that fails again soon is left out for longer; one that was well for as long is not")
    void relapse() {
        fail(3);
        secondsToTrial();
        health.succeeded();
        fail(3);
        assertThat(secondsToTrial()).isEqualTo(4);
        health.succeeded();
        pass(4);
        fail(3);
        assertThat(secondsToTrial()).isEqualTo(2);
    }

    @Test
    @DisplayName("the first check decides; later it takes two in a row")
    void checks() {
        health.checked(false);
        assertThat(health.isDown()).isTrue();
        health.checked(true);
        assertThat(health.isDown()).isFalse();
        health.checked(false);
        assertThat(health.isDown()).isFalse();
        health.checked(false);
        assertThat(health.isDown()).isTrue();
    }

    @Test
    @DisplayName(
            "a check that succeeds ends the time that it is left out; one that is down gets no trial")
    void checkAndRequests() {
        fail(3);
        health.checked(true);
        assertThat(health.isLive()).isTrue();
        fail(3);
        health.checked(false);
        health.checked(false);
        pass(1000);
        assertThat(health.claimTrial()).isFalse();
        health.checked(true);
        assertThat(health.isLive()).isTrue();
    }
}
