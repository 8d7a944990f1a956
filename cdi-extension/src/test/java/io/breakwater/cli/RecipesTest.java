package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cli.recipe.Tier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of recipes; real servers are given them in the test suite. */
class RecipesTest {
    static List<String> tiers() {
        return Tier.names();
    }

    @ParameterizedTest
    @MethodSource("tiers")
    @DisplayName("every tier has a recipe, in every place, with every header of its own")
    void everyTier(String name) {
        List<String> headers =
                List.of(
                        "X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port X-Forwarded-Prefix",
                        "X-Real-IP X-Forwarded-SSL X-Host X-Forwarded-Server Client-Cert",
                        "Forwarded X-SSL-Client-Cert");
        for (String chosen : headers) {
            for (String[] place :
                    List.of(
                            new String[] {name},
                            new String[] {"aws", name},
                            new String[] {name, name})) {
                CommandRun run = recipe(chosen, place);
                assertThat(run.err()).isEmpty();
                assertThat(run.status()).isZero();
                assertThat(run.out())
                        .contains("breakwater.trusted-proxies=10.0.0.7\n")
                        .doesNotContain("${")
                        .doesNotContain("\n[");
            }
        }
    }

    @Test
    @DisplayName("what no tier sets, clients can: the recipe warns of it")
    void forgeable() {
        assertThat(recipe("X-Forwarded-For X-Forwarded-Host", "aws").out())
                .contains("# WARNING: none of these tiers sets X-Forwarded-Host, so clients can")
                .doesNotContain("sets X-Forwarded-For,");
        assertThat(recipe("X-Forwarded-For X-Forwarded-Host", "aws", "nginx").out())
                .as("nginx sets what the load balancer does not")
                .contains("proxy_set_header   X-Forwarded-Host $http_host;")
                .doesNotContain("WARNING");
    }

    @Test
    @DisplayName("where nothing is configured, it says what to configure")
    void nothingConfigured() {
        assertThat(CommandRun.of("recipe", "gcp", "apache").out())
                .contains("breakwater.trusted-proxies=35.191.0.0/16, 130.211.0.0/22, 127.0.0.1\n")
                .contains(
                        "breakwater.trusted-proxy-headers="
                                + "X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Port\n");
        assertThat(CommandRun.of("recipe", "mod_wsgi-express").out())
                .as("it passes the scheme that clients claim on")
                .contains(
                        "breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Port\n");
    }

    @Test
    @DisplayName("the server's name, prefix and PROXY protocol are those of the configuration")
    void ofTheConfiguration() {
        String out =
                CommandRun.of(
                                "recipe",
                                "haproxy",
                                "nginx",
                                "--listen",
                                "*:9000",
                                "--server-name",
                                "shop.example",
                                "--url-prefix",
                                "/shop",
                                "--config",
                                getClass().getResource("proxy-protocol.properties").getPath())
                        .out();
        assertThat(out)
                .contains("server breakwater breakwater.internal:9000 send-proxy-v2\n")
                .contains("server_name shop.example;")
                .contains("location /shop/ {");
    }

    @Test
    @DisplayName("all mistakes at once, those of the configuration too")
    void mistakes() {
        CommandRun none = CommandRun.of("recipe");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("NAME: is missing. Write one or more of nginx, apache");
        CommandRun wrong = CommandRun.of("recipe", "ngnix", "--trusted-proxy", "localhost");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("NAME: \"ngnix\" is not known. Choose from nginx, apache")
                .contains("trusted-proxies: \"localhost\" is a name");
        assertThat(wrong.out()).isEmpty();
    }

    private static CommandRun recipe(String headers, String... tiers) {
        return CommandRun.of(
                Stream.concat(
                                Stream.of(
                                        "recipe",
                                        "--trusted-proxy",
                                        "10.0.0.7",
                                        "--trusted-proxy-headers",
                                        headers),
                                Stream.of(tiers))
                        .toArray(String[]::new));
    }
}
