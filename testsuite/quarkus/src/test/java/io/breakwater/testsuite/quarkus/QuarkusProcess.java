package io.breakwater.testsuite.quarkus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application as its Maven build has made it, as a process of its own. */
final class QuarkusProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("Installed features");

    private final Process process;
    private final Path output;

    private QuarkusProcess(List<String> properties) {
        try {
            output = Files.createTempFile("quarkus", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            properties.forEach(property -> command.add("-D" + property));
            command.addAll(List.of("-jar", System.getProperty("testsuite.quarkus")));
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on a free port, and waits until it listens. */
    static QuarkusProcess start(String... properties) {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0"));
        all.addAll(List.of(properties));
        QuarkusProcess started = new QuarkusProcess(all);
        started.await(STARTED);
        return started;
    }

    /** Starts it with settings that it should refuse, and returns what it says. */
    static String refusal(String... properties) {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0"));
        all.addAll(List.of(properties));
        try (QuarkusProcess refused = new QuarkusProcess(all)) {
            if (!refused.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    || refused.process.exitValue() == 0) {
                throw new IllegalStateException("started all the same:\n" + refused.output());
            }
            return refused.output();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that is free now, for settings that have to name the port beforehand. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jars that the application was built with. */
    static List<String> libraries() {
        Path folder = Path.of(System.getProperty("testsuite.quarkus")).resolveSibling("lib/main");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> jar.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quarkus's own. */
    int port() {
        return port("Listening on: .*?http://127.0.0.1:(\\d+)");
    }

    int tlsPort() {
        return port("https://127.0.0.1:(\\d+)");
    }

    /** Where Breakwater listens. */
    int frontPort() {
        return port("Breakwater listens on http://127.0.0.1:(\\d+)/");
    }

    private int port(String pattern) {
        return Integer.parseInt(await(Pattern.compile(pattern)).group(1));
    }

    private Matcher await(Pattern pattern) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher found = pattern.matcher(output());
            if (found.find()) {
                return found;
            }
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("ended:\n" + output());
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("never said " + pattern + ":\n" + output());
    }

    /** Waits for a line of its output. */
    String awaitOutput(String pattern) {
        return await(Pattern.compile(pattern)).group();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
