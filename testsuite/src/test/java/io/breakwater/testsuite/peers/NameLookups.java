package io.breakwater.testsuite.peers;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Notices when a JVM looks a name up, or an address: its hosts file ({@code jdk.net.hosts.file}, which replaces every other way to look up)
 * is a pipe, and who reads it looks something up. The first look-up gets an answer; others wait for one.
 */
public final class NameLookups implements AutoCloseable {
    private final Place place = Place.choose("hosts");
    private final Path pipe = place.directory().resolve("hosts");
    private final CountDownLatch seen = new CountDownLatch(1);

    private NameLookups(String hosts) {
        makePipe();
        Thread answering = new Thread(() -> answer(hosts), "hosts");
        answering.setDaemon(true);
        answering.start();
    }

    /** @param hosts lines as in {@code /etc/hosts} */
    public static NameLookups answeredWith(String hosts) {
        return new NameLookups(hosts);
    }

    /** The option of the JVM that is to be watched. */
    public String jvmOption() {
        return "-Djdk.net.hosts.file=" + pipe;
    }

    public boolean none() {
        return seen.getCount() > 0;
    }

    private void makePipe() {
        try {
            int exit = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("mkfifo ended with " + exit);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Opening a pipe waits for the one who reads it. */
    private void answer(String hosts) {
        try (FileOutputStream out = new FileOutputStream(pipe.toFile())) {
            seen.countDown();
            out.write(hosts.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            seen.countDown(); // whoever read had enough
        }
    }

    @Override
    public void close() {
        if (none()) {
            stopWaiting();
        }
        place.delete();
    }

    /** Opens the pipe as one who reads it would. */
    private void stopWaiting() {
        try {
            new FileInputStream(pipe.toFile()).close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
