package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.PoolOptions.Balance;
import io.breakwater.options.PoolOptions.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-16, P-17: how several targets are configured. */
class PoolReaderTest {
    private static final String TWO = "mounts.api.upstream=http://a/base/ http://b:9000/base/";

    private static ReadOptions read(String... lines) {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("mounts.api.path", "/api", "test"));
        Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .forEach(kv -> settings.add(new Setting(kv[0], kv[1], "test")));
        return OptionsReader.read(Settings.of(settings));
    }

    private static UpstreamOptions upstream(String... lines) {
        return read(lines).orThrow().mounts().get(0).upstream();
    }

    @Test
    @DisplayName("targets are a list, and those of several sources add up")
    void targets() {
        assertThat(upstream(TWO, "mounts.api.upstream=http://c/base").targets())
                .extracting(Object::toString)
                .containsExactly("http://a/base/", "http://b:9000/base/", "http://c/base/");
    }

    @Test
    @DisplayName("what counts if nothing is said")
    void defaults() {
        PoolOptions pool = upstream(TWO).pool();
        assertThat(pool).isEqualTo(PoolOptions.DEFAULT);
        assertThat(pool.balance()).isEqualTo(Balance.ROUND_ROBIN);
        assertThat(pool.maxConnections()).isEqualTo(OptionalInt.empty());
    }

    @Test
    @DisplayName("everything said")
    void everything() {
        PoolOptions pool =
                upstream(
                                TWO,
                                "mounts.api.balance=Least-Connections",
                                "mounts.api.sticky-cookie=node",
                                "mounts.api.retries=0",
                                "mounts.api.max-connections=20",
                                "mounts.api.queue=0",
                                "mounts.api.health.path=/up",
                                "mounts.api.health.timeout=1s")
                        .pool();
        assertThat(pool)
                .isEqualTo(
                        new PoolOptions(
                                Balance.LEAST_CONNECTIONS,
                                Optional.of("node"),
                                0,
                                OptionalInt.of(20),
                                0,
                                Optional.of(
                                        new HealthCheck(
                                                "/up",
                                                Duration.ofSeconds(10),
                                                Duration.ofSeconds(1)))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "upstream=http://a/x/ http://b/y/|names targets with different base paths",
                "upstream=http://a/ https://b/|names targets with different protocols",
                "upstream=http://a/ http://a:80|names a target twice",
                "balance=random|is not one of the known words",
                "sticky-cookie=a=b|is not the name of a cookie",
                "sticky-cookie=__Host-node|is a name that browsers do not take under every path and scheme",
                "retries=-1|is not a number from 0 to 10",
                "max-connections=0|is not a number from 1 to 100000",
                "health.path=up|does not begin with a slash",
                "health.path=/a b|has characters that a path cannot have",
                "health.interval=5s|is set without breakwater.mounts.api.health.path",
                "queue=5|is set without breakwater.mounts.api.max-connections",
            })
    void wrong(String line, String problem) {
        List<String> lines = new ArrayList<>(List.of("mounts.api." + line));
        if (!line.startsWith("upstream")) {
            lines.add(TWO);
        }
        assertThat(read(lines.toArray(String[]::new)).errors())
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    @DisplayName("what has no effect with one target is a warning")
    void single() {
        ReadOptions read =
                read(
                        "mounts.api.upstream=http://a/",
                        "mounts.api.sticky-cookie=node",
                        "mounts.api.balance=client-hash");
        assertThat(read.errors()).isEmpty();
        assertThat(read.warnings()).hasSize(2).allMatch(w -> w.toString().contains("one target"));
    }
}
