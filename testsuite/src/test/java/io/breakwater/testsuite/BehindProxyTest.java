package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.HaProxy;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RunningPeer;
import io.breakwater.testsuite.peers.SelfSigned;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The runnable jar behind real front ends: the end-to-end example of mod_wsgi's "Running behind a reverse proxy", and
 * the same request from somebody who is no proxy.
 */
class BehindProxyTest {
    private static final String CLIENT = "127.0.0.5";
    private static final String STRANGER = "127.0.0.2";
    private static final String HOST = "www.example.com";
    private static final String[] FORGED = {
        "X-Forwarded-For: 198.51.100.66",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 4444",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-Server: evil.example",
        "X_Forwarded_For: 198.51.100.66",
        "X-Real-IP: 198.51.100.66",
        "X-Forwarded-Scheme: https",
        "Forwarded: for=198.51.100.66;proto=https;host=evil.example"
    };

    @AutoClose private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start() {
        breakwater =
                BreakwaterProcess.startServer(
                        "--trust-proxy", "127.0.0.1",
                        "--trust-proxy-header", "X-Forwarded-For",
                        "--trust-proxy-header", "X-Forwarded-Proto",
                        "--trust-proxy-header", "X-Forwarded-Host",
                        "--trust-proxy-header", "X-Forwarded-Port");
    }

    @Test
    @DisplayName(
            "Apache, the page's own example: www.example.com on port 80, from the client's address")
    void apache() {
        try (Apache apache = Apache.front(breakwater.port())) {
            Whoami whoami = Whoami.ask(CLIENT, apache.port(), HOST, "/somepath");
            assertThat(whoami.environ())
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("REMOTE_PORT", "0")
                    .containsEntry("HTTP_HOST", HOST)
                    .containsEntry("SERVER_NAME", HOST)
                    .containsEntry("wsgi.url_scheme", "http")
                    .containsEntry("SERVER_PORT", "80")
                    .containsEntry("PATH_INFO", "/somepath");
            assertThat(whoami.url()).isEqualTo("http://www.example.com/somepath");
            assertThat(whoami.verdict()).isEqualTo("forwarded");
            assertThat(whoami.forwardingHeaders())
                    .as("X-Forwarded-Server, which Apache adds, was not chosen")
                    .containsOnlyKeys(
                            "X-Forwarded-For",
                            "X-Forwarded-Host",
                            "X-Forwarded-Port",
                            "X-Forwarded-Proto");
        }
    }

    @Test
    @DisplayName("Apache without ProxyPreserveHost: the forwarded host is the client's")
    void apacheOwnHost() {
        try (Apache apache =
                Apache.front(
                        breakwater.port(),
                        "ProxyPreserveHost Off",
                        "RequestHeader set X-Forwarded-Proto https",
                        "RequestHeader set X-Forwarded-Port 443")) {
            Whoami whoami = Whoami.ask(CLIENT, apache.port(), HOST, "/");
            assertThat(whoami.url()).isEqualTo("https://www.example.com/");
            assertThat(whoami.environ())
                    .containsEntry("HTTP_HOST", HOST)
                    .containsEntry("SERVER_PORT", "443");
        }
    }

    @Test
    @DisplayName("nginx with the page's lines: its own port is the public one")
    void nginx() {
        try (Nginx nginx = Nginx.front(breakwater.port())) {
            Whoami whoami = Whoami.ask(CLIENT, nginx.port(), HOST, "/cart?item=1");
            assertThat(whoami.environ())
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("HTTP_HOST", HOST + ":" + nginx.port())
                    .containsEntry("wsgi.url_scheme", "http")
                    .containsEntry("SERVER_PORT", String.valueOf(nginx.port()))
                    .containsEntry("QUERY_STRING", "item=1");
        }
    }

    @Test
    @DisplayName("nginx that ends TLS: https, port 443, and URLs of the public name")
    void nginxWithTls(@TempDir Path directory) {
        SelfSigned identity = SelfSigned.create(HOST, directory);
        try (Nginx nginx =
                        Nginx.tlsFront(
                                breakwater.port(),
                                identity,
                                "Host              $host",
                                "X-Forwarded-For   $proxy_add_x_forwarded_for",
                                "X-Forwarded-Host  $host",
                                "X-Forwarded-Port  443",
                                "X-Forwarded-Proto $scheme");
                RawClient client = RawClient.overTls(CLIENT, nginx.port(), HOST)) {
            Whoami whoami = Whoami.ask(client, HOST, "/cart");
            assertThat(whoami.url()).isEqualTo("https://www.example.com/cart");
            assertThat(whoami.environ())
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("HTTP_HOST", HOST)
                    .containsEntry("wsgi.url_scheme", "https")
                    .containsEntry("SERVER_PORT", "443");
        }
    }

    @Test
    @DisplayName("HAProxy with option forwardfor")
    void haproxy() {
        try (HaProxy haproxy = HaProxy.front(breakwater.port())) {
            Whoami whoami = Whoami.ask(CLIENT, haproxy.port(), HOST, "/cart");
            assertThat(whoami.environ())
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("HTTP_HOST", HOST + ":" + haproxy.port())
                    .containsEntry("wsgi.url_scheme", "http")
                    .containsEntry("SERVER_PORT", String.valueOf(haproxy.port()));
        }
    }

    @ParameterizedTest(name = "through {0}")
    @DisplayName("what a client forges in front of the proxy, it does not become")
    @EnumSource
    void forgedThroughTheProxy(FrontEnd frontEnd) {
        try (RunningPeer proxy = frontEnd.inFrontOf(breakwater.port())) {
            Whoami whoami = Whoami.ask(CLIENT, proxy.port(), HOST, "/", FORGED);
            assertThat(whoami.environ())
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("SERVER_NAME", HOST)
                    .containsEntry("wsgi.url_scheme", "http")
                    .containsEntry("SCRIPT_NAME", "");
            assertThat(whoami.forwardingHeaders())
                    .containsOnlyKeys(
                            "X-Forwarded-For",
                            "X-Forwarded-Host",
                            "X-Forwarded-Port",
                            "X-Forwarded-Proto");
        }
    }

    @Test
    @DisplayName("a stranger who forges every header changes nothing, and none of them arrives")
    void stranger() {
        int port = breakwater.port();
        Whoami plain = Whoami.ask(STRANGER, port, HOST, "/cart");
        Whoami forging = Whoami.ask(STRANGER, port, HOST, "/cart", withIdentity(FORGED));
        assertThat(forging.environ())
                .containsEntry("REMOTE_ADDR", STRANGER)
                .containsEntry("HTTP_HOST", HOST)
                .containsEntry("wsgi.url_scheme", "http");
        assertThat(forging.url()).isEqualTo(plain.url());
        assertThat(forging.headers()).as("forged, beside unforged").isEqualTo(plain.headers());
        assertThat(plain.verdict()).isEqualTo("direct");
        assertThat(forging.verdict()).isEqualTo("untrusted");
    }

    /** Who the user is may be said by a trusted proxy, which none of these fronts was told to prevent (B-7). */
    private static String[] withIdentity(String... headerLines) {
        return Stream.concat(
                        Stream.of(headerLines),
                        Stream.of("Remote-User: root", "X-Original-URL: /admin"))
                .toArray(String[]::new);
    }
}
