package io.breakwater.testsuite.peers;

import static java.util.Objects.requireNonNullElse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the programs that the peer tests need.
 *
 * <p>What is not installed skips the test and says so; built with {@code -Dbreakwater.peers=required} it
 * fails the test instead, so that a build meant to run every peer cannot pass without them.
 */
public final class Peers {
    private static final String REQUIRED = "required";
    private static final List<String> SYSTEM_DIRECTORIES =
            List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Peers() {}

    /** Returns the path of a program, or ends the test when there is none. */
    public static Path require(String program) {
        return directories()
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(program));
    }

    /** Returns a file that a package installs, or ends the test when it is not there. */
    public static Path requireFile(String what, Path file) {
        return Files.isRegularFile(file) ? file : missing(what);
    }

    /** Returns a Python that can import the module, or ends the test when there is none. */
    public static Path requirePython(String module) {
        return Stream.concat(Stream.of(Path.of("/usr/bin")), directories())
                .map(directory -> directory.resolve("python3"))
                .filter(Files::isExecutable)
                .distinct()
                .filter(python -> imports(python, module))
                .findFirst()
                .orElseGet(() -> missing("python3 with " + module));
    }

    private static Stream<Path> directories() {
        String path = requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
    }

    private static boolean imports(Path python, String module) {
        try {
            Process process =
                    new ProcessBuilder(python.toString(), "-c", "import " + module)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException notRunnable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for " + module, interrupted);
        }
    }

    private static Path missing(String what) {
        return missing(what, REQUIRED.equals(System.getProperty("testsuite.peers")));
    }

    static Path missing(String what, boolean required) {
        if (required) {
            return Assertions.fail(what + " is not installed, and breakwater.peers=required");
        }
        return Assumptions.abort(what + " is not installed: this peer test is skipped");
    }
}
