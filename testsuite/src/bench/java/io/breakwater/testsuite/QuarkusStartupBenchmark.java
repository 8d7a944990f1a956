package io.breakwater.testsuite;

import java.io.IOException;
import java.util.List;

/**
 * Measures how long a Quarkus application takes from its start to its first answer with the extension, beside the same application without it.
 *
 * <p>{@code mvn -Pbench verify -DskipTests} builds both and runs it. It asserts nothing.
 */
public final class QuarkusStartupBenchmark {
    private QuarkusStartupBenchmark() {}

    /**
     * @param arguments the {@code quarkus-run.jar} with the extension, and the one without
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Startup(
                        "Quarkus with the extension",
                        port -> quarkus(port, arguments[0]),
                        "without",
                        port -> quarkus(port, arguments[1]))
                .compare();
    }

    private static List<String> quarkus(int port, String jar) {
        return List.of(
                Startup.java(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jar);
    }
}
