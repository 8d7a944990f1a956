package io.breakwater.testsuite.bench.load;

import java.io.IOException;
import java.util.List;

/** One of the machine's processors. */
enum Core {
    PROXY,
    OTHERS;

    /** What this JVM starts from now on stays there; so does this JVM. */
    void take() {
        run("taskset", "-a", "-c", "-p", number(), String.valueOf(ProcessHandle.current().pid()));
    }

    private String number() {
        return String.valueOf(ordinal());
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + " failed; two cores are needed");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(List.of(command) + " could not be run", e);
        }
    }
}
