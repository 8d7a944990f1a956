package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Caddy;
import io.breakwater.testsuite.peers.HaProxy;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.RunningPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code recipe} prints, given to the servers that it is for. */
class RecipeTest {
    private static final String CLIENT = "127.0.0.5";
    private static final String HOST = "www.example.com";
    private static final String[] FORGED = {
        "X-Forwarded-For: 198.51.100.66",
        "X-Real-IP: 198.51.100.66",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Ssl: on",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 4444",
        "Forwarded: for=198.51.100.66;proto=https;host=evil.example",
        "Remote-User: root",
        "X-Forwarded-User: root",
        "X-Original-URL: /admin"
    };

    private static final Map<String, String> CLIENTS_REQUEST =
            Map.of(
                    "REMOTE_ADDR", CLIENT,
                    "SERVER_NAME", HOST,
                    "wsgi.url_scheme", "http",
                    "SCRIPT_NAME", "",
                    "PATH_INFO", "/cart");

    /** A server, and what to write in the place of port 80. */
    private enum Front {
        NGINX("nginx", "listen      80;", "listen %s;", Nginx::configured),
        APACHE("apache", "<VirtualHost *:80>", "<VirtualHost %s>", Apache::configured),
        HAPROXY("haproxy", "bind :80", "bind %s", HaProxy::configured),
        CADDY("caddy", HOST + " {", "%s {", Caddy::configured);

        private final String tier;
        private final String port80;
        private final String here;
        private final Function<UnaryOperator<String>, RunningPeer> start;

        Front(
                String tier,
                String port80,
                String here,
                Function<UnaryOperator<String>, RunningPeer> start) {
            this.tier = tier;
            this.port80 = port80;
            this.here = here;
            this.start = start;
        }

        RunningPeer start(String recipe) {
            assertThat(recipe).contains(port80);
            return start.apply(address -> recipe.replace(port80, here.formatted(address)));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a client arrives as who it is, whatever it forges")
    @CsvSource({
        "NGINX,   X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port",
        "NGINX,   X-Real-IP X-Forwarded-SSL X-Host X-Forwarded-Prefix",
        "NGINX,   Forwarded",
        "APACHE,  X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port",
        "APACHE,  X-Real-IP X-Forwarded-SSL X-Host X-Forwarded-Prefix",
        "APACHE,  Forwarded",
        "HAPROXY, X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port",
        "HAPROXY, X-Real-IP X-Forwarded-SSL X-Host X-Forwarded-Prefix",
        "HAPROXY, Forwarded",
        "CADDY,   X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host",
        "CADDY,   X-Real-IP X-Forwarded-Scheme X-Host X-Forwarded-Prefix"
    })
    void oneTier(Front front, String headers) {
        try (BreakwaterProcess breakwater = trusting(headers);
                RunningPeer server = front.start(recipe(breakwater, headers, front).get(0))) {
            assertThat(Whoami.ask(CLIENT, server.port(), HOST, "/cart").environ())
                    .containsAllEntriesOf(CLIENTS_REQUEST);
            Whoami forged = Whoami.ask(CLIENT, server.port(), HOST, "/cart", FORGED);
            assertThat(forged.environ()).containsAllEntriesOf(CLIENTS_REQUEST);
            assertThat(forged.headers())
                    .doesNotContainKeys("Remote-User", "X-Forwarded-User", "X-Original-URL");
        }
    }

    @ParameterizedTest(name = "{0} before {1}: {2}")
    @DisplayName("through two tiers too, the inner one passing on what the outer one says")
    @CsvSource({
        "HAPROXY, NGINX,   X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host",
        "NGINX,   APACHE,  X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host",
        "APACHE,  HAPROXY, Forwarded"
    })
    void twoTiers(Front outer, Front inner, String headers) {
        try (BreakwaterProcess breakwater = trusting(headers)) {
            List<String> parts = recipe(breakwater, headers, outer, inner);
            try (RunningPeer second = inner.start(parts.get(1));
                    RunningPeer first =
                            outer.start(
                                    parts.get(0)
                                            .replace(
                                                    "127.0.0.1:" + breakwater.port(),
                                                    "127.0.0.1:" + second.port()))) {
                assertThat(Whoami.ask(CLIENT, first.port(), HOST, "/cart", FORGED).environ())
                        .containsAllEntriesOf(CLIENTS_REQUEST);
            }
        }
    }

    private static BreakwaterProcess trusting(String headers) {
        return BreakwaterProcess.startServer(
                "--trusted-proxy", "127.0.0.1", "--trusted-proxy-headers", headers);
    }

    /** The recipe's parts, the outermost first. */
    private static List<String> recipe(
            BreakwaterProcess breakwater, String headers, Front... fronts) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "recipe",
                                "--port",
                                String.valueOf(breakwater.port()),
                                "--trusted-proxy",
                                "127.0.0.1",
                                "--trusted-proxy-headers",
                                headers));
        Stream.of(fronts).map(front -> front.tier).forEach(words::add);
        try (BreakwaterProcess run = BreakwaterProcess.run(words.toArray(String[]::new))) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            return Stream.of(run.stdout().split("(?m)^# === .*\n"))
                    .filter(part -> !part.isBlank())
                    .toList();
        }
    }
}
