package io.breakwater.testsuite;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long {@code java -jar breakwater.jar start-server} takes from its start to its first answer, and its
 * resident memory after that, beside {@link BareUndertow} on the same machine in the same run; then {@link WeldApplication} with the
 * extension, beside the same without it.
 *
 * <p>{@code mvn -Pbench -pl testsuite -am verify -DskipTests} runs it. It asserts nothing.
 */
public final class StartupBenchmark {
    private static final Pattern UNDERTOW =
            Pattern.compile(
                    "test-classes/?$|/(undertow-core|xnio-|jboss-|wildfly-|smallrye-common-)[^/]*$");

    private StartupBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Startup(
                        "breakwater",
                        StartupBenchmark::breakwater,
                        "bare Undertow",
                        StartupBenchmark::bareUndertow)
                .compare();
        new Startup(
                        "Weld SE with the extension",
                        port -> weld(port, WeldApplication.WITH),
                        "without",
                        port -> weld(port, WeldApplication.WITHOUT))
                .compare();
    }

    private static List<String> breakwater(int port) {
        String jar = System.getProperty("testsuite.jar", "../cdi-extension/target/breakwater.jar");
        return List.of(Startup.java(), "-jar", jar, "start-server", "--port", String.valueOf(port));
    }

    private static List<String> bareUndertow(int port) {
        return List.of(
                Startup.java(), "-cp", undertowClassPath(), BareUndertow.class.getName(), String.valueOf(port));
    }

    /** Of this JVM's class path what Undertow needs, so that it has nothing else to look through. */
    private static String undertowClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> UNDERTOW.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> weld(int port, String variant) {
        return List.of(
                Startup.java(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbreakwater.listen=127.0.0.1:" + port,
                WeldApplication.class.getName(),
                variant,
                String.valueOf(port));
    }
}
