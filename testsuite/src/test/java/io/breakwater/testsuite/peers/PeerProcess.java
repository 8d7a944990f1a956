package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One program, started in the foreground in its own directory, which answers when {@link #start} returns.
 *
 * <p>A port that somebody else took in between is exchanged for another. Closing ends this process and its children,
 * and nothing else.
 */
public final class PeerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;
    private static final int ATTEMPTS = 5;
    private static final String TAKEN = "already in use";

    private final Place place;
    private final Path output;
    private final ProcessTree tree;

    private PeerProcess(Place place, List<String> command) {
        this.place = place;
        this.output = place.directory().resolve("output.log");
        this.tree =
                ProcessTree.start(
                        new ProcessBuilder(command)
                                .directory(place.directory().toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile()));
    }

    /** Starts a program that listens on the place's port; {@code launch} writes its files and says the command. */
    static PeerProcess start(String name, Function<Place, List<String>> launch) {
        return start(name, place -> new InetSocketAddress("127.0.0.1", place.port()), launch);
    }

    /** Starts a program that listens where {@code listen} says. */
    static PeerProcess start(
            String name,
            Function<Place, SocketAddress> listen,
            Function<Place, List<String>> launch) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Place place = Place.choose(name);
            PeerProcess process = launch(place, launch);
            if (process.answers(listen.apply(place))) {
                return process;
            }
            process.close();
        }
        throw new IllegalStateException(name + " found every port taken, " + ATTEMPTS + " times");
    }

    private static PeerProcess launch(Place place, Function<Place, List<String>> launch) {
        try {
            return new PeerProcess(place, launch.apply(place));
        } catch (RuntimeException | Error notStarted) {
            place.delete();
            throw notStarted;
        }
    }

    Place place() {
        return place;
    }

    public long pid() {
        return tree.pid();
    }

    /** What the program has printed so far. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it and its children have used of processors up to now. */
    public Duration processorTime() {
        return tree.processorTime();
    }

    @Override
    public void close() {
        tree.close();
        place.delete();
    }

    /** True when it accepts a connection, false when its port was taken. */
    private boolean answers(SocketAddress address) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = tree.awaitExit(POLL_MILLIS, MILLISECONDS);
            if (output().contains(TAKEN)) {
                return false;
            }
            if (ended) {
                throw failed("ended at its start");
            }
            if (accepts(address)) {
                return true;
            }
        }
        throw failed("did not answer within " + START_LIMIT);
    }

    private static boolean accepts(SocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private IllegalStateException failed(String how) {
        String said = output();
        close();
        return new IllegalStateException(
                place.directory().getFileName() + " " + how + ":\n" + said);
    }
}
