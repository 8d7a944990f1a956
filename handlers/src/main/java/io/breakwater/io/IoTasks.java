package io.breakwater.io;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Gives tasks to I/O threads, which refuse them when their server has stopped; the connections they were about are closed by then. */
public final class IoTasks {
    private IoTasks() {}

    /** Whether the task will run. */
    public static boolean execute(XnioIoThread thread, Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    /** Null if the task will not run. */
    public static XnioExecutor.@Nullable Key executeAfter(
            XnioIoThread thread, Runnable task, long millis) {
        try {
            return thread.executeAfter(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            return null;
        }
    }
}
