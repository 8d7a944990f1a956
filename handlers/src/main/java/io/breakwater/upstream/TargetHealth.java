package io.breakwater.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Whether a target should get requests, by what it did with the last ones and by health checks (P-16).
 *
 * <table>
 * <caption>What becomes of a target</caption>
 * <tr><td>three failures in a row that are its own</td><td>left out for 2 seconds</td></tr>
 * <tr><td>that time is over</td><td>one request is its trial: it is live again after a response, else left out for twice as long, up to a
 * minute</td></tr>
 * <tr><td>it stays live for as long as it was left out</td><td>its next time begins with 2 seconds again</td></tr>
 * <tr><td>the first check fails, or two in a row</td><td>down</td></tr>
 * <tr><td>a check succeeds</td><td>live, whatever it was</td></tr>
 * </table>
 *
 * <p>A target is live until something else is known. Transitions are logged, each once. Safe for use by several threads; requests take no lock
 * while all is well.
 */
final class TargetHealth {
    private static final Logger LOG = Logger.getLogger("io.breakwater.upstream");
    private static final int FAILURES_TO_EJECT = 3;
    private static final int CHECKS_TO_FAIL = 2;
    private static final long FIRST_EJECTION = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_EJECTION = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final TargetCounts counts;
    private final LongSupplier nanoClock;
    private volatile int failuresInRow;
    private volatile boolean ejected;
    private volatile boolean down;
    private boolean onTrial;
    private long ejectionNanos;
    private long ejectionEnds;
    private long liveSince;
    private boolean wasWell;
    private int failedChecks;

    /** @param name for the log */
    TargetHealth(String name, TargetCounts counts, LongSupplier nanoClock) {
        this.name = name;
        this.counts = counts;
        this.nanoClock = nanoClock;
    }

    boolean isLive() {
        return !ejected && !down;
    }

    boolean isDown() {
        return down;
    }

    boolean isEjected() {
        return ejected;
    }

    /** Whether the caller's request is to be the trial of this target. */
    boolean claimTrial() {
        return ejected && !down && claimDueTrial();
    }

    private synchronized boolean claimDueTrial() {
        long now = nanoClock.getAsLong();
        if (!ejected || now - ejectionEnds < 0) {
            return false;
        }
        onTrial = true;
        ejectionEnds = now + ejectionNanos; // if nobody hears of the outcome, the next one is then
        return true;
    }

    /** It has responded. */
    void succeeded() {
        if (!down && (failuresInRow > 0 || ejected)) {
            readmit("it has responded");
        }
    }

    private synchronized void readmit(String why) {
        failuresInRow = 0;
        onTrial = false;
        if (!isLive()) {
            LOG.infof("Target %s is back: %s", name, why);
        }
        if (ejected) {
            ejected = false;
            liveSince = nanoClock.getAsLong();
        }
    }

    /** It has not responded, and that is its own fault. */
    synchronized void failed(Failure failure) {
        failuresInRow = failuresInRow + 1;
        if (!ejected && failuresInRow >= FAILURES_TO_EJECT) {
            eject();
            LOG.warnf(
                    "Target %s is left out: %d failures in a row, the last one %s",
                    name, failuresInRow, failure.errorType());
        } else if (onTrial) {
            eject();
        }
    }

    private void eject() {
        long now = nanoClock.getAsLong();
        boolean first = ejectionNanos == 0;
        boolean recovered = !ejected && now - liveSince >= ejectionNanos;
        ejectionNanos =
                first || recovered ? FIRST_EJECTION : Math.min(2 * ejectionNanos, LONGEST_EJECTION);
        ejectionEnds = now + ejectionNanos;
        onTrial = false;
        ejected = true;
        counts.ejected();
    }

    /** A health check has an outcome. */
    synchronized void checked(boolean well) {
        failedChecks = well ? 0 : failedChecks + 1;
        if (well) {
            readmit("its health check succeeds");
            down = false;
        } else if (!down && (!wasWell || failedChecks >= CHECKS_TO_FAIL)) {
            down = true;
            LOG.warnf("Target %s is down: its health check fails", name);
        }
        wasWell |= well;
    }
}
