package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The runnable jar as a process of its own, seen from outside only.
 *
 * <p>The jar is the system property {@code testsuite.jar}, or else {@code ../cdi-extension/target/breakwater.jar}.
 */
public final class BreakwaterProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;
    private static final int SETTLED_POLLS = 25;
    private static final Pattern URL = Pattern.compile("https?://127\\.0\\.0\\.1:(\\d+)/");

    private static final Pattern HEAP_TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Place place;
    private final String announces;
    private final ProcessTree tree;

    private BreakwaterProcess(Place place, List<String> jvmOptions, List<String> arguments) {
        this(place, "stdout", command(jvmOptions, arguments));
    }

    private BreakwaterProcess(Place place, String announces, List<String> command) {
        this.place = place;
        this.announces = announces;
        this.tree =
                ProcessTree.start(
                        new ProcessBuilder(command)
                                .directory(place.directory().toFile())
                                .redirectOutput(place.directory().resolve("stdout").toFile())
                                .redirectError(place.directory().resolve("stderr").toFile()));
    }

    private static List<String> command(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(arguments);
        return command;
    }

    /** A program of one's own whose log, on standard error, names Breakwater's URL; accepts connections when it returns. */
    public static BreakwaterProcess startClass(String classPath, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString(), "-cp", classPath));
        command.addAll(List.of(arguments));
        return new BreakwaterProcess(Place.choose("class"), "stderr", command).awaitUrl();
    }

    /** {@code start-server} on a free loopback port with these options; accepts connections when it returns. */
    public static BreakwaterProcess startServer(String... options) {
        List<String> arguments = new ArrayList<>(List.of("start-server", "--port", "0"));
        arguments.addAll(List.of(options));
        return start(arguments.toArray(String[]::new));
    }

    /** Any command line that makes a server; accepts connections when it returns. */
    public static BreakwaterProcess start(String... arguments) {
        return startIn(List.of(), arguments);
    }

    /** The same in a JVM with options of its own. */
    public static BreakwaterProcess startIn(List<String> jvmOptions, String... arguments) {
        return new BreakwaterProcess(Place.choose("jar"), jvmOptions, List.of(arguments))
                .awaitUrl();
    }

    /** Any command line that ends by itself. */
    public static BreakwaterProcess run(String... arguments) {
        BreakwaterProcess process =
                new BreakwaterProcess(Place.choose("jar"), List.of(), List.of(arguments));
        process.exitCode();
        return process;
    }

    /** The URL it printed. */
    public URI url() {
        return printedUrl().orElseThrow(() -> failed("printed no URL"));
    }

    public int port() {
        return url().getPort();
    }

    public long pid() {
        return tree.pid();
    }

    /** Waits for its end, bounded, and returns the exit code. */
    public int exitCode() {
        if (!tree.awaitExit(START_LIMIT.toSeconds(), SECONDS)) {
            throw failed("did not end within " + START_LIMIT);
        }
        return tree.exitCode();
    }

    /** Asks it to end, as a service manager does. */
    public void terminate() {
        tree.terminate();
    }

    /** What it has used of processors up to now. */
    public Duration processorTime() {
        return tree.processorTime();
    }

    /** How many files and sockets it has open. */
    public long descriptors() {
        return entries("fd");
    }

    /** How many threads it has. */
    public long threads() {
        return entries("task");
    }

    /** Waits until a condition holds, or the time is over. */
    public void await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            tree.awaitExit(POLL_MILLIS, MILLISECONDS);
        }
    }

    /** How many descriptors it has when their number does not change any more, or after the limit. */
    public long settledDescriptors(Duration limit) {
        AtomicLong last = new AtomicLong(descriptors());
        AtomicInteger same = new AtomicInteger();
        await(
                () -> {
                    long now = descriptors();
                    boolean changed = last.getAndSet(now) != now;
                    return same.updateAndGet(n -> changed ? 0 : n + 1) == SETTLED_POLLS;
                },
                limit);
        return last.get();
    }

    /** How many bytes of its heap are in use after a full collection. */
    public long liveHeapBytes() {
        List<String> jcmd =
                List.of(
                        java().resolveSibling("jcmd").toString(),
                        String.valueOf(pid()),
                        "GC.class_histogram");
        try {
            Process asked = new ProcessBuilder(jcmd).redirectErrorStream(true).start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = HEAP_TOTAL.matcher(said);
            if (!total.find()) {
                throw new IllegalStateException("no total in the histogram of the heap:\n" + said);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long entries(String directory) {
        Path path = Path.of("/proc", String.valueOf(pid()), directory);
        try (Stream<Path> entries = Files.list(path)) {
            return entries.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String stdout() {
        return read("stdout");
    }

    public String stderr() {
        return read("stderr");
    }

    /** Standard output, then standard error. */
    public String output() {
        return stdout() + stderr();
    }

    @Override
    public void close() {
        tree.close();
        place.delete();
    }

    private BreakwaterProcess awaitUrl() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = tree.awaitExit(POLL_MILLIS, MILLISECONDS);
            if (printedUrl().isPresent()) {
                return this;
            }
            if (ended) {
                throw failed("ended at its start with " + tree.exitCode());
            }
        }
        throw failed("printed no URL within " + START_LIMIT);
    }

    private Optional<URI> printedUrl() {
        Matcher found = URL.matcher(read(announces));
        return found.find() ? Optional.of(URI.create(found.group())) : Optional.empty();
    }

    private IllegalStateException failed(String how) {
        String said = output();
        close();
        return new IllegalStateException("breakwater.jar " + how + ":\n" + said);
    }

    private String read(String name) {
        try {
            return Files.readString(place.directory().resolve(name), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path jar() {
        Path jar =
                Path.of(
                        System.getProperty(
                                "testsuite.jar", "../cdi-extension/target/breakwater.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "no " + jar + ": build with -pl testsuite -am, up to verify");
        }
        return jar.toAbsolutePath().normalize();
    }
}
