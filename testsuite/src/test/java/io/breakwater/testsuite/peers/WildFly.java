package io.breakwater.testsuite.peers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A real WildFly in a process of its own. Servers of one installation share its modules; each has a base folder with its own configuration,
 * deployments and log.
 */
public final class WildFly implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 50;
    private static final String STARTED = "WFLYSRV0025";
    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";

    private final Place place;
    private final int tlsPort;
    private final int managementPort;
    private final ProcessTree tree;

    private WildFly(Plan plan, ProcessTree tree) {
        this.place = plan.place;
        this.tlsPort = plan.tlsPort;
        this.managementPort = plan.managementPort;
        this.tree = tree;
    }

    /** What is to be started. */
    public static final class Plan {
        private final Path home;
        private final Place place = Place.choose("wildfly");
        private final int tlsPort = Place.freePort();
        private final int managementPort = Place.freePort();
        private final List<String> arguments = new ArrayList<>();

        private Plan(Path home) {
            this.home = home;
            copy(home.resolve("standalone"), place.directory());
        }

        /** A system property of the server. */
        public Plan property(String name, Object value) {
            arguments.add("-D" + name + "=" + value);
            return this;
        }

        /** Writes {@code breakwater.properties}. */
        public Plan configured(String properties) {
            return written("breakwater.properties", properties);
        }

        /** Writes another file of the folder of configuration. */
        public Plan written(String name, String text) {
            place.write("configuration/" + name, text);
            return this;
        }

        /** Changes {@code standalone.xml}. */
        public Plan changed(UnaryOperator<String> change) {
            Path file = place.directory().resolve("configuration/standalone.xml");
            try {
                Files.writeString(file, change.apply(Files.readString(file)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return this;
        }

        /** Has something put files into the folder of deployments. */
        public Plan deploying(Consumer<Path> deployments) {
            deployments.accept(place.directory().resolve("deployments"));
            return this;
        }

        /** Starts it; it has booted when this returns, if some deployments failed as well. */
        public WildFly start() {
            return launch().awaitBoot();
        }

        /** Runs it until it ends by itself. */
        public WildFly run() {
            WildFly server = launch();
            if (!server.tree.awaitExit(START_LIMIT.toSeconds(), SECONDS)) {
                throw server.failed("did not end within " + START_LIMIT);
            }
            return server;
        }

        private WildFly launch() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx256m", "-Djava.net.preferIPv4Stack=true"));
            command.add("-Dorg.jboss.boot.log.file=" + place.directory().resolve("log/server.log"));
            command.add(
                    "-Dlogging.configuration="
                            + place.directory()
                                    .resolve("configuration/logging.properties")
                                    .toUri());
            command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
            command.addAll(List.of("-mp", home.resolve("modules").toString()));
            command.addAll(List.of("org.jboss.as.standalone", "-Djboss.home.dir=" + home));
            command.add("-Djboss.server.base.dir=" + place.directory());
            command.addAll(List.of("-b", "127.0.0.1", "-Djboss.http.port=" + place.port()));
            command.add("-Djboss.https.port=" + tlsPort);
            command.add("-Djboss.management.http.port=" + managementPort);
            command.addAll(arguments);
            return new WildFly(
                    this,
                    ProcessTree.start(
                            new ProcessBuilder(command)
                                    .directory(place.directory().toFile())
                                    .redirectErrorStream(true)
                                    .redirectOutput(
                                            place.directory().resolve("output.log").toFile())));
        }
    }

    /** A server of the installation that the build has provisioned with the feature pack. */
    public static Plan provisioned() {
        return of(provisionedHome());
    }

    /** Where that installation is. */
    public static Path provisionedHome() {
        return Path.of(System.getProperty("testsuite.wildfly.home", "target/wildfly"));
    }

    /** A server of the other one, whose layers put the module into every deployment. */
    public static Plan withEveryDeployment() {
        return of(provisionedHomeOfDeployments());
    }

    /** Where the other one is. */
    public static Path provisionedHomeOfDeployments() {
        return Path.of(
                System.getProperty("testsuite.wildfly.deployments", "target/wildfly-deployments"));
    }

    /** A port for a further listener. */
    public static int freePort() {
        return Place.freePort();
    }

    /** A server of any installation. */
    public static Plan of(Path home) {
        if (!Files.isRegularFile(home.resolve("jboss-modules.jar"))) {
            throw new IllegalStateException(
                    "no WildFly in " + home + ": build with -pl testsuite -am");
        }
        return new Plan(home.toAbsolutePath().normalize());
    }

    /** Of the listener that every server has. */
    public int port() {
        return place.port();
    }

    /** Of the binding {@code https}, if anything listens there or not. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Where its command line connects to, if it has such a listener. */
    int managementPort() {
        return managementPort;
    }

    /** Its configuration as it is written now. */
    public String configuration() {
        return read("configuration/standalone.xml");
    }

    /** How many of its threads have names that begin so. */
    public long threads(String name) {
        return java().threads(name);
    }

    private JavaProcess java() {
        return new JavaProcess(tree.pid(), place.directory());
    }

    private String read(String file) {
        try {
            return Files.readString(place.directory().resolve(file), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it has printed so far, which is its log as well. */
    public String output() {
        return read("output.log");
    }

    /** Whether the deployment scanner has marked this deployment as deployed. */
    public boolean hasDeployed(String war) {
        return Files.exists(place.directory().resolve("deployments/" + war + ".deployed"));
    }

    @Override
    public void close() {
        tree.close();
        place.delete();
    }

    private WildFly awaitBoot() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = tree.awaitExit(POLL_MILLIS, MILLISECONDS);
            String output = output();
            if (ended) {
                throw failed("ended at its start");
            }
            if (output.contains(STARTED) || output.contains(STARTED_WITH_ERRORS)) {
                return this;
            }
        }
        throw failed("did not start within " + START_LIMIT);
    }

    private IllegalStateException failed(String how) {
        String said = output();
        close();
        return new IllegalStateException("WildFly " + how + ":\n" + said);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
