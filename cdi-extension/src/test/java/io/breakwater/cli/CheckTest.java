package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir Path directory;

    @Test
    void shows_requests_on_loopback_when_nothing_is_configured() {
        CommandRun run = CommandRun.of("check");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("  breakwater.listen = 127.0.0.1:8080  (default of the runnable jar)\n")
                .contains("  breakwater.whoami = true  (default of the runnable jar)\n")
                .contains("  breakwater.socket-timeout = 60s\n")
                .doesNotContain("Warnings");
    }

    @Test
    void shows_no_requests_beyond_loopback_or_beside_routes() {
        assertThat(CommandRun.of("check", "--host", "0.0.0.0").out())
                .doesNotContain("whoami = true");
        assertThat(CommandRun.of("check", "--proxy-mount-point", "/", "http://127.0.0.1:1/").out())
                .doesNotContain("whoami = true");
    }

    @Test
    void lets_options_win_over_the_file_and_adds_lists_up() throws IOException {
        Path file =
                file(
                        """
                        breakwater.via=file
                        breakwater.url-prefix=/file
                        breakwater.trusted-proxies=10.0.0.1
                        breakwater.trusted-proxy-headers=X-Forwarded-For
                        """);
        CommandRun run =
                CommandRun.of(
                        "check",
                        "--config",
                        file.toString(),
                        "--url-prefix",
                        "/option",
                        "--trust-proxy",
                        "10.0.0.2");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("  breakwater.via = file  (" + file + ")\n")
                .contains("  breakwater.url-prefix = /option  (command line --url-prefix)\n")
                .contains(
                        "  breakwater.trusted-proxies = 10.0.0.1,10.0.0.2  ("
                                + file
                                + ", command line --trust-proxy)\n");
    }

    @Test
    void names_the_file_in_the_report() throws IOException {
        Path file = file("breakwater.listn=*:1\n");
        CommandRun run = CommandRun.of("check", "--config", file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("breakwater.listn: ").contains("(from " + file + ")");
    }

    @Test
    void warns_of_wide_blocks_where_hops_are_walked_over() {
        CommandRun run =
                CommandRun.of(
                        "check",
                        "--trust-proxy",
                        "10.0.0.0/8",
                        "--trust-proxy-header",
                        "Forwarded");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "Warnings\n  - breakwater.trusted-proxies: \"10.0.0.0/8\" is wide: a client inside it");
    }

    @Test
    void does_not_where_they_are_counted_or_blocks_are_narrow() {
        assertThat(
                        CommandRun.of(
                                        "check",
                                        "--trusted-proxy",
                                        "10.0.0.0/8",
                                        "--trusted-proxy-headers",
                                        "forwarded",
                                        "--trusted-proxy-count",
                                        "1")
                                .out())
                .doesNotContain("Warnings");
        assertThat(
                        CommandRun.of(
                                        "check",
                                        "--trusted-proxy",
                                        "loopback,10.0.0.0/24",
                                        "--trusted-proxy-headers",
                                        "forwarded")
                                .out())
                .doesNotContain("Warnings");
    }

    @Test
    void has_a_fingerprint_that_only_the_configuration_changes() {
        String fingerprint = fingerprint("--url-prefix", "/a");
        assertThat(fingerprint("--url-prefix", "/a")).isEqualTo(fingerprint);
        assertThat(fingerprint("--url-prefix", "/b")).isNotEqualTo(fingerprint);
    }

    private static String fingerprint(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "check";
        System.arraycopy(options, 0, words, 1, options.length);
        return CommandRun.of(words)
                .out()
                .lines()
                .filter(line -> line.startsWith("Configuration "))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("breakwater.properties"), text);
    }
}
