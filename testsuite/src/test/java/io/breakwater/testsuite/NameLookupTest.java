package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.NameLookups;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * S5: nothing that a request says is looked up (B-10). The server's JVM has a hosts file that notices; that it does is seen when the name of
 * an upstream, which an operator wrote, is looked up.
 */
class NameLookupTest {
    private static final List<String> NAMES =
            List.of(
                    "trap.example",
                    "localhost",
                    "my-remote-addr",
                    "10.9",
                    "0x7f000001",
                    "2130706433",
                    "010.0.0.1",
                    "127.0.0.1.",
                    "unknown",
                    "_hidden",
                    "[trap.example]",
                    "trap.example:80",
                    "fe80::1%trap");

    private static RawUpstream upstream;
    private static NameLookups lookups;
    private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        upstream = RawUpstream.start();
        lookups = NameLookups.answeredWith("127.0.0.1 trap.example\n");
        Path configuration =
                Files.writeString(
                        directory.resolve("breakwater.properties"),
                        """
                        breakwater.whoami=true
                        breakwater.proxies.x.addresses=127.0.0.1
                        breakwater.proxies.x.headers=X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port
                        breakwater.proxies.rfc.addresses=127.0.0.2
                        breakwater.proxies.rfc.headers=Forwarded
                        breakwater.server-name=h
                        breakwater.server-aliases=*.example
                        breakwater.mounts.up.path=/up/
                        breakwater.mounts.up.upstream=http://trap.example:%d/
                        """
                                .formatted(upstream.port()));
        breakwater =
                BreakwaterProcess.startIn(
                        List.of(lookups.jvmOption()),
                        "start-server",
                        "--port",
                        "0",
                        "--config",
                        configuration.toString());
    }

    @AfterAll
    static void stop() {
        breakwater.close();
        lookups.close();
        upstream.close();
    }

    @Test
    @DisplayName("names in headers are looked up for nobody, and that of an upstream is")
    void onlyTheOperatorsNames() {
        assertThat(lookups.none()).as("nothing was looked up at the start").isTrue();
        for (String name : NAMES) {
            Stream.of("127.0.0.1", "127.0.0.2", "127.0.0.3")
                    .forEach(
                            peer -> {
                                ask(peer, "/", name, "X-Other: 1");
                                ask(peer, "/", "h", "X-Forwarded-For: " + name);
                                ask(peer, "/", "h", "X-Forwarded-For: " + name + ", 127.0.0.1");
                                ask(peer, "/", "h", "X-Forwarded-Host: " + name);
                                ask(peer, "/", "h", "Forwarded: for=\"" + name + "\"");
                                ask(peer, "/", "h", "Forwarded: host=\"" + name + "\"");
                                ask(peer, "http://" + name + "/", name, "X-Other: 1");
                            });
            assertThat(lookups.none()).as("nothing was looked up for %s", name).isTrue();
        }
        assertThat(RawClient.get(breakwater.port(), "h", "/up/x").status()).isEqualTo(200);
        assertThat(lookups.none()).as("nothing was looked up for an upstream").isFalse();
    }

    /** Whatever it answers, it answers: who looks up waits for the pipe. */
    private static void ask(String peer, String target, String host, String header) {
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n".formatted(target, host, header);
        try (RawClient client = RawClient.from(peer, breakwater.port())) {
            assertThat(client.send(request).read().status()).isBetween(200, 499);
        }
    }
}
