package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that WildFly is distributed as, unpacked into a folder of its own, and its command line. */
public final class WildFlyDistribution implements AutoCloseable {
    private static final long CLI_LIMIT_SECONDS = 300;

    /** How long a reload may take until it can be talked to again. */
    private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(60);

    private final Place place;
    private final Path home;

    private WildFlyDistribution(Place place, Path home) {
        this.place = place;
        this.home = home;
    }

    public static WildFlyDistribution unpacked() {
        Place place = Place.choose("wildfly-dist");
        unzip(Path.of(System.getProperty("testsuite.wildfly.dist")), place.directory());
        try (Stream<Path> folders = Files.list(place.directory())) {
            return new WildFlyDistribution(place, folders.findFirst().orElseThrow());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unpacks Breakwater's zip over it. */
    public void overlay() {
        unzip(Path.of(System.getProperty("testsuite.wildfly.zip")), home);
    }

    /** Removes what README says. */
    public void removeOverlay() {
        List.of("modules/io/breakwater", "bin/breakwater").forEach(this::remove);
    }

    private void remove(String folder) {
        try (Stream<Path> found = Files.walk(home.resolve(folder))) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A standalone server of it. */
    public WildFly.Plan server() {
        return WildFly.of(home);
    }

    /** Runs one of Breakwater's scripts; it must succeed. */
    public void script(String name) {
        run(home.resolve("bin/breakwater").resolve(name), List.of());
    }

    /** The same in a server that runs. */
    public void script(String name, WildFly server) {
        run(home.resolve("bin/breakwater").resolve(name), connectedTo(server));
    }

    /** Runs commands; they must succeed. */
    public void cli(String commands) {
        run(place.write("commands.cli", commands), List.of());
    }

    /** The same in a server that runs. */
    public void cli(String commands, WildFly server) {
        run(place.write("commands.cli", commands), connectedTo(server));
    }

    private static List<String> connectedTo(WildFly server) {
        return List.of(
                "--connect",
                "--controller=127.0.0.1:" + server.managementPort(),
                "--timeout=" + RECONNECT_LIMIT.toMillis());
    }

    private void run(Path script, List<String> options) {
        Path output = place.directory().resolve("cli.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-Djboss.home.dir=" + home));
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString(), "-mp"));
        command.addAll(List.of(home.resolve("modules").toString(), "org.jboss.as.cli"));
        command.addAll(options);
        command.add("--file=" + script);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(place.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("JBOSS_HOME", home.toString());
        try (ProcessTree cli = ProcessTree.start(builder)) {
            if (!cli.awaitExit(CLI_LIMIT_SECONDS, SECONDS) || cli.exitCode() != 0) {
                throw new IllegalStateException(script + " failed:\n" + Files.readString(output));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(home.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every file below {@code modules/} with the checksum of its bytes. */
    public Map<String, Long> modules() {
        return modules(home, "");
    }

    /** The same of Breakwater's module alone. */
    public Map<String, Long> module() {
        return modules(home, "io/breakwater");
    }

    /** The same in an installation that the build has provisioned. */
    public static Map<String, Long> moduleProvisionedIn(Path home) {
        return modules(home, "io/breakwater");
    }

    private static Map<String, Long> modules(Path home, String below) {
        SortedMap<String, Long> checksums = new TreeMap<>();
        Path modules = home.resolve("modules");
        try (Stream<Path> files = Files.walk(modules.resolve(below))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CRC32 checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                checksums.put(modules.relativize(file).toString(), checksum.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return checksums;
    }

    /** XML without what is between elements and without comments, which WildFly does not keep when it writes a file. */
    public static String canonical(String xml) {
        return xml.replaceAll("(?s)<!--.*?-->", "").replaceAll(">\\s+<", "><").strip();
    }

    @Override
    public void close() {
        place.delete();
    }

    private static void unzip(Path zip, Path into) {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("an entry outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.write(target, entries.readAllBytes());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
