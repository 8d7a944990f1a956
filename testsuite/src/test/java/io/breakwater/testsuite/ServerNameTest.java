package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --server-name} beside a virtual host (B-22, P-1). */
class ServerNameTest {
    @AutoClose private static Nginx files;
    @AutoClose private static BreakwaterProcess gated;
    @AutoClose private static BreakwaterProcess local;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path configuration =
                Files.writeString(
                        directory.resolve("breakwater.properties"),
                        "breakwater.whoami=true\nbreakwater.probe-paths=/healthz\n");
        files = Nginx.files(Map.of("index.html", "static"));
        gated = serve(configuration);
        local = serve(configuration, "--allow-localhost");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("serves its own name and the virtual host's, in any case, and nothing else")
    @CsvSource({
        "www.example.com, 200",
        "WWW.Example.COM:8080, 200",
        "static.example.com, 200",
        "third.example.com, 403",
        "example.com, 403",
        "www.example.com.evil.example, 403",
        "evil.www.example.com, 403",
        "localhost, 403",
        "127.0.0.1, 403"
    })
    void names(String host, int status) {
        assertThat(status(gated, host, "/")).isEqualTo(status);
    }

    @Test
    @DisplayName("the virtual host's answer is its upstream's")
    void virtualHost() {
        assertThat(RawClient.get(gated.port(), "static.example.com", "/").text())
                .isEqualTo("static");
    }

    @Test
    @DisplayName("a stranger's forwarded host does not open the gate")
    void forgedHost() {
        assertThat(status(gated, "third.example.com", "/", "X-Forwarded-Host: www.example.com"))
                .isEqualTo(403);
    }

    @ParameterizedTest(name = "Host {0}, {1} -> {2}")
    @DisplayName(
            "allow-localhost: a loopback peer, a local name and no forwarding header as received")
    @CsvSource({
        "localhost, X-Other: 1, 200",
        "localhost:8080, X-Other: 1, 200",
        "127.0.0.1, X-Other: 1, 200",
        "[::1], X-Other: 1, 200",
        "localhost, X-Forwarded-For: 203.0.113.5, 403",
        "localhost, Forwarded: for=203.0.113.5, 403",
        "localhost, X-Real-IP: 203.0.113.5, 403",
        "third.example.com, X-Other: 1, 403",
        "127.0.0.2, X-Other: 1, 403"
    })
    void allowLocalhost(String host, String header, int status) {
        assertThat(status(local, host, "/", header)).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @DisplayName("probe-paths: GET and HEAD of exactly that path skip the gate")
    @CsvSource({
        "GET, /healthz, 200",
        "HEAD, /healthz, 200",
        "GET, /healthz?full, 200",
        "POST, /healthz, 403",
        "GET, /healthz/, 403",
        "GET, /healthz/x, 403",
        "GET, /other, 403"
    })
    void probePaths(String method, String target, int status) {
        try (RawClient client = RawClient.connect(gated.port())) {
            client.send(
                    method
                            + " "
                            + target
                            + " HTTP/1.1\r\nHost: 10.0.0.9\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(status);
        }
    }

    private static BreakwaterProcess serve(Path configuration, String... options) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--config",
                                configuration.toString(),
                                "--server-name",
                                "www.example.com",
                                "--proxy-virtual-host",
                                "static.example.com",
                                files.url()));
        all.addAll(List.of(options));
        return BreakwaterProcess.startServer(all.toArray(String[]::new));
    }

    private static int status(
            BreakwaterProcess breakwater, String host, String target, String... headerLines) {
        return RawClient.get(breakwater.port(), host, target, headerLines).status();
    }
}
