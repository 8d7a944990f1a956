package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started process and its children: asked to end, then made to end; also when the tests' JVM ends first. */
final class ProcessTree implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;
    private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ProcessTree::kill)));
    }

    private final Process process;

    private ProcessTree(Process process) {
        this.process = process;
    }

    static ProcessTree start(ProcessBuilder builder) {
        try {
            ProcessTree tree = new ProcessTree(builder.start());
            RUNNING.add(tree);
            return tree;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it and its children have used of processors, those that have ended included. */
    Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessTree::ticks)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** proc_pid_stat(5): utime, stime, cutime and cstime, in hundredths of a second. */
    private static Duration ticks(ProcessHandle one) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(one.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields)
                    .skip(11)
                    .limit(4)
                    .map(field -> Duration.ofMillis(10 * Long.parseLong(field)))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }

    boolean awaitExit(long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for process " + pid(), interrupted);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Asks it to end, as an operator does. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        terminate();
        if (!awaitExit(PATIENCE_SECONDS, SECONDS)) {
            process.destroyForcibly();
            awaitExit(PATIENCE_SECONDS, SECONDS);
        }
        children.forEach(ProcessTree::end);
        RUNNING.remove(this);
    }

    private static void end(ProcessHandle child) {
        child.destroyForcibly();
        child.onExit().orTimeout(PATIENCE_SECONDS, SECONDS).join();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
