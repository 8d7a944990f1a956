package io.breakwater.testsuite.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one peer runs: a directory of its own, readable by the user it may change to, and a loopback port that was
 * free when it was chosen.
 */
record Place(Path directory, int port) {
    static Place choose(String name) {
        try {
            Path directory = Files.createTempDirectory("breakwater-" + name);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Place(directory, freePort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code 127.0.0.1:port} */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** Writes a text into the directory, below new folders if the name has some, and returns its path. */
    Path write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Copies {@code /peers/name} of the class path into the directory and returns its path. */
    Path copy(String name) {
        try (InputStream resource = Place.class.getResourceAsStream("/peers/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("no resource /peers/" + name);
            }
            Path copy = directory.resolve(name);
            Files.copy(resource, copy);
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete() {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
