package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM of another process, as {@code jcmd} sees it.
 *
 * @param directory for what it prints
 */
record JavaProcess(long pid, Path directory) {
    private static final long LIMIT_SECONDS = 60;

    /** How many threads have names that begin so. */
    long threads(String name) {
        return jcmd("Thread.print").lines().filter(line -> line.startsWith('"' + name)).count();
    }

    private String jcmd(String what) {
        String command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Path output = directory.resolve("jcmd.log");
        ProcessBuilder builder =
                new ProcessBuilder(command, String.valueOf(pid), what)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        try (ProcessTree jcmd = ProcessTree.start(builder)) {
            boolean ended = jcmd.awaitExit(LIMIT_SECONDS, SECONDS);
            String said = Files.readString(output);
            if (!ended || jcmd.exitCode() != 0) {
                throw new IllegalStateException(what + " failed: " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
