package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Bounds the connections to each target of an upstream, whichever I/O threads they are on, and keeps the requests in order that wait for one
 * (P-17).
 *
 * <p>A connection stays with its I/O thread, so one that has become free is of use to the requests of that thread only. Those may go first,
 * but just a few times before the oldest request of all: then the connection is closed, and that request may open another one.
 *
 * <p>Safe for use by several threads. Where connections are not limited there is no such thing, and no lock.
 */
final class ConnectionLimit {
    private static final int FAVOURS = 8;

    private final int perTarget;
    private final int places;
    private final Set<Waiter> line = new LinkedHashSet<>();
    private int favours;
    private volatile int waiting;

    /** A request that waits for a connection. */
    interface Waiter {
        XnioIoThread thread();

        /** Whether a connection to this target would do. */
        boolean accepts(Target target);

        /** It may open a connection; is called on its thread. If it does not, it must {@link #release(Target)}. */
        void mayConnect(Target target);

        /** A connection of its thread has become free; is called on that thread. */
        void tryAgain(Target target);
    }

    /**
     * @param perTarget connections at most
     * @param places for requests that wait
     */
    ConnectionLimit(int perTarget, int places) {
        this.perTarget = perTarget;
        this.places = places;
    }

    /** Whether a connection may be opened, which is then counted until it is released. */
    synchronized boolean acquire(Target target) {
        return target.reserve(perTarget);
    }

    /** Whether a request may wait; {@code false} if too many do. */
    synchronized boolean join(Waiter waiter) {
        if (line.size() >= places) {
            return false;
        }
        line.add(waiter);
        waiting = line.size();
        return true;
    }

    /** Whether it was still waiting; if not, it was called or will be. */
    synchronized boolean leave(Waiter waiter) {
        boolean left = line.remove(waiter);
        waiting = line.size();
        return left;
    }

    /** A connection is no more, or could not be opened. */
    void release(Target target) {
        Waiter next = releaseTo(target);
        while (next != null) {
            Waiter called = next;
            boolean comes = IoTasks.execute(called.thread(), () -> called.mayConnect(target));
            next = comes ? null : releaseTo(target);
        }
    }

    /** Whose the room is now that one connection has left, or null if it is nobody's. */
    private synchronized @Nullable Waiter releaseTo(Target target) {
        Waiter next = take(waiter -> waiter.accepts(target));
        if (next == null) {
            target.unreserve();
        }
        return next;
    }

    private @Nullable Waiter take(Predicate<Waiter> wanted) {
        for (Iterator<Waiter> waiters = line.iterator(); waiters.hasNext(); ) {
            Waiter waiter = waiters.next();
            if (wanted.test(waiter)) {
                waiters.remove();
                waiting = line.size();
                return waiter;
            }
        }
        return null;
    }

    /** Who gets the free connection of a thread: the next one of that thread, unless another thread's turn has come. */
    synchronized @Nullable Waiter nextOn(XnioIoThread thread, Target target) {
        Waiter oldest = oldest(target);
        if (oldest == null) {
            return null;
        }
        boolean own = oldest.thread() == thread;
        favours = own ? 0 : favours + 1;
        if (favours > FAVOURS) {
            favours = 0;
            return null;
        }
        return take(waiter -> waiter.thread() == thread && waiter.accepts(target));
    }

    private @Nullable Waiter oldest(Target target) {
        for (Waiter waiter : line) {
            if (waiter.accepts(target)) {
                return waiter;
            }
        }
        return null;
    }

    /** Whether any request waits for a connection to a target. */
    synchronized boolean isAwaited(Target target) {
        return oldest(target) != null;
    }

    boolean isFull(Target target) {
        return target.reserved() >= perTarget;
    }

    int waiting() {
        return waiting;
    }
}
