package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Notices that nothing has happened on a connection for some time (P-14): the time between bytes, not the time in all.
 *
 * <p>Bytes only leave a time stamp; one timer for the connection's whole life looks at it now and then, so that requests cost no timers. Used
 * on one I/O thread.
 */
final class IdleWatch {
    private final XnioIoThread thread;
    private long lastActivity = System.nanoTime();
    private long timerDue;
    private XnioExecutor.@Nullable Key timer;
    private Patience patience = idle -> Long.MAX_VALUE;

    /** How long nothing may happen. */
    interface Patience {
        /** How much longer to wait, when nothing has happened for so long; if it is not longer than nothing, action has been taken. */
        long nanosLeft(long idleNanos);
    }

    IdleWatch(XnioIoThread thread) {
        this.thread = thread;
    }

    /** Something happened. */
    void touch() {
        lastActivity = System.nanoTime();
    }

    /** From now on this patience counts. */
    void start(Patience patience) {
        touch();
        this.patience = patience;
        long first = patience.nanosLeft(0);
        if (timer == null || timerDue - lastActivity > first) {
            arm(first);
        }
    }

    private void arm(long nanos) {
        stop();
        timerDue = System.nanoTime() + nanos;
        timer = IoTasks.executeAfter(thread, this::look, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }

    private void look() {
        timer = null;
        long left = patience.nanosLeft(System.nanoTime() - lastActivity);
        if (left > 0) {
            arm(left);
        }
    }

    /** The time is up, whatever has happened. */
    void expire() {
        stop();
        patience.nanosLeft(Long.MAX_VALUE);
    }

    /** Nothing more is expected. */
    void stop() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }
}
