package io.breakwater.cdi;

import java.util.concurrent.atomic.LongAdder;

/** How the server is, for those who look after it (P-21, P-23). Safe for use by several threads. */
final class ServerState {
    private final Traffic traffic = new Traffic();
    private final LongAdder reloads = new LongAdder();
    private final LongAdder failedReloads = new LongAdder();
    private volatile boolean ready;
    private volatile boolean stale;

    Traffic traffic() {
        return traffic;
    }

    boolean isReady() {
        return ready;
    }

    void setReady(boolean now) {
        ready = now;
    }

    /** Whether what is configured now is not what is in service, as it is wrong. */
    boolean isStale() {
        return stale;
    }

    void reloaded(boolean used) {
        stale = !used;
        (used ? reloads : failedReloads).increment();
    }

    long reloads(boolean used) {
        return (used ? reloads : failedReloads).sum();
    }
}
