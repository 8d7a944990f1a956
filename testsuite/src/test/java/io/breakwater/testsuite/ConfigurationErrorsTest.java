package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong in a configuration is said at once, all of it, and nothing starts: each problem with its key, value,
 * source and remedy (P-22, B-2, B-3, B-6).
 */
class ConfigurationErrorsTest {
    private static final Pattern PROBLEM =
            Pattern.compile(
                    "(?<key>breakwater\\.[a-z.-]+): \"(?<value>[^\"]*)\" (?<what>\\S.*) "
                            + "\\(from (?<source>[^)]+)\\)\\. (?<remedy>\\S.*[.?])");

    @TempDir private Path directory;

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "headers and nobody to believe them from, two of one group, an unknown header, an unknown key")
    @ValueSource(strings = {"start-server", "check"})
    void headersWithoutProxies(String command) throws IOException {
        String wrong =
                """
                breakwater.trusted-proxy-headers=X-Forwarded-For, X-Real-IP, X-Forwarded-Fro
                breakwater.trusted-proxy=192.0.2.10
                """;
        assertThat(problems(command, wrong))
                .extracting(problem -> problem.key() + "=" + problem.value())
                .containsExactlyInAnyOrder(
                        "breakwater.trusted-proxy-headers=X-Forwarded-For, X-Real-IP, X-Forwarded-Fro",
                        "breakwater.trusted-proxy-headers=X-Real-IP",
                        "breakwater.trusted-proxy-headers=X-Forwarded-Fro",
                        "breakwater.trusted-proxy=192.0.2.10");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "a block with host bits, everybody, two of one group, an unknown header, an unknown key")
    @ValueSource(strings = {"start-server", "check"})
    void wrongProxies(String command) throws IOException {
        String wrong =
                """
                breakwater.trusted-proxies=10.0.0.1/8 0.0.0.0/0 192.0.2.10
                breakwater.trusted-proxy-headers=X-Forwarded-For X-Real-IP X-Forwarded-Fro
                breakwater.trusted-proxys=192.0.2.11
                """;
        List<Problem> problems = problems(command, wrong);
        assertThat(problems)
                .extracting(problem -> problem.key() + "=" + problem.value())
                .containsExactlyInAnyOrder(
                        "breakwater.trusted-proxies=10.0.0.1/8",
                        "breakwater.trusted-proxies=0.0.0.0/0",
                        "breakwater.trusted-proxy-headers=X-Real-IP",
                        "breakwater.trusted-proxy-headers=X-Forwarded-Fro",
                        "breakwater.trusted-proxys=192.0.2.11");
        assertThat(remedy(problems, "10.0.0.1/8")).contains("10.0.0.0/8");
        assertThat(remedy(problems, "0.0.0.0/0")).contains("insecure-trust-any-peer");
        assertThat(remedy(problems, "X-Forwarded-Fro")).contains("X-Forwarded-For");
        assertThat(remedy(problems, "192.0.2.11")).contains("breakwater.trusted-proxies");
    }

    /** Runs the command with this configuration; it must refuse, and every problem must name the file. */
    private List<Problem> problems(String command, String configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.properties"), configuration);
        try (BreakwaterProcess breakwater =
                BreakwaterProcess.run(command, "--config", file.toString())) {
            assertThat(breakwater.exitCode()).as(breakwater.output()).isEqualTo(2);
            List<Problem> problems = Problem.allIn(breakwater.output());
            assertThat(problems)
                    .as(breakwater.output())
                    .isNotEmpty()
                    .allSatisfy(
                            problem -> assertThat(problem.source()).contains("wrong.properties"));
            return problems;
        }
    }

    private static String remedy(List<Problem> problems, String value) {
        return problems.stream()
                .filter(problem -> problem.value().equals(value))
                .findFirst()
                .orElseThrow()
                .remedy();
    }

    private record Problem(String key, String value, String source, String remedy) {
        static List<Problem> allIn(String output) {
            return output.lines()
                    .map(PROBLEM::matcher)
                    .filter(Matcher::find)
                    .map(Problem::of)
                    .toList();
        }

        private static Problem of(Matcher found) {
            return new Problem(
                    found.group("key"),
                    found.group("value"),
                    found.group("source"),
                    found.group("remedy"));
        }
    }
}
