package io.breakwater.testsuite.wildfly;

import static io.breakwater.testsuite.wildfly.Sight.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawRequest;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.RawUpstream;
import io.breakwater.testsuite.peers.WildFly;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The filter in front of a whole WildFly, as the layer {@code breakwater} installs it; beside it, on another port of the same server, WildFly's
 * own proxy-address-forwarding, which fails the same rows.
 */
class ServerWideIT {
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String[] FORGED = {
        "X-Forwarded-For: 198.51.100.66",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 4444",
        "X-Forwarded-Prefix: /evil",
        "X_Forwarded_For: 198.51.100.66",
        "X-Real-IP: 198.51.100.66",
        "Forwarded: for=198.51.100.66;proto=https;host=evil.example"
    };
    private static final String[] TOLD = {
        "X-Forwarded-For: 203.0.113.5",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: " + HOST,
        "X-Forwarded-Prefix: /public"
    };

    @AutoClose private static RawUpstream upstream;
    @AutoClose private static WildFly server;
    private static int plainPort;
    private static int believingPort;

    @BeforeAll
    static void start() {
        upstream = RawUpstream.start();
        plainPort = WildFly.freePort();
        believingPort = WildFly.freePort();
        server =
                WildFly.provisioned()
                        .configured(
                                """
                                breakwater.trusted-proxies=127.0.0.1
                                breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Port, \
                                X-Forwarded-Prefix
                                breakwater.mounts.api.path=/api/
                                breakwater.mounts.api.upstream=%s
                                """
                                        .formatted(upstream.url()))
                        .changed(
                                UndertowServers.server(
                                        "plain", plainPort, "proxy-address-forwarding=\"true\""))
                        .changed(
                                UndertowServers.listener(
                                        "believing",
                                        believingPort,
                                        "proxy-address-forwarding=\"true\""))
                        .deploying(new War("shop").usingModule()::writeTo)
                        .deploying(new War("plain").on("plain")::writeTo)
                        .start();
    }

    private static Sight seen(String from, String target, String... headerLines) {
        return Sight.of(from, server.port(), target, headerLines);
    }

    private static RawResponse get(String target, String... headerLines) {
        return RawClient.get(PROXY, server.port(), HOST, target, headerLines);
    }

    @Nested
    @DisplayName("behind a proxy")
    class BehindProxy {
        @Test
        @DisplayName("a stranger who forges every header changes nothing, and none of them arrives")
        void stranger() {
            Sight plain = seen(STRANGER, "/shop/see/x");
            Sight forging = seen(STRANGER, "/shop/see/x", FORGED);
            assertThat(forging).isEqualTo(plain);
            assertThat(forging.fact("remoteAddr")).isEqualTo(STRANGER);
            assertThat(forging.fact("scheme")).isEqualTo("http");
        }

        @Test
        @DisplayName("of a chain the client is the first hop from the right that is not trusted")
        void walk() {
            Sight seen =
                    seen(PROXY, "/shop/see/x", "X-Forwarded-For: 6.6.6.6, 203.0.113.5, 127.0.0.1");
            assertThat(seen.fact("remoteAddr")).isEqualTo("203.0.113.5");
            assertThat(seen.headers()).containsEntry("X-Forwarded-For", "203.0.113.5, 127.0.0.1");
        }

        @Test
        @DisplayName("scheme, host and prefix are the public ones; what was not chosen is gone")
        void publicUrl() {
            Sight seen =
                    seen(
                            PROXY,
                            "/shop/see/x",
                            "X-Forwarded-For: 203.0.113.5",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Host: other.example",
                            "X-Forwarded-Prefix: /public",
                            "X-Real-IP: 6.6.6.6");
            assertThat(seen.facts())
                    .containsEntry("remoteAddr", "203.0.113.5")
                    .containsEntry("secure", "true")
                    .containsEntry("serverName", "other.example")
                    .containsEntry("serverPort", "443")
                    .containsEntry("contextPath", "/public/shop")
                    .containsEntry("requestURI", "/public/shop/see/x")
                    .containsEntry("requestURL", "https://other.example/public/shop/see/x")
                    .containsEntry("servletPath", "/see");
            assertThat(seen.forwardingHeaders())
                    .containsExactly("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto");
        }

        @Test
        @DisplayName("a malformed header of the proxy is 400")
        void malformed() {
            assertThat(get("/shop/see/x", "X-Forwarded-For: nonsense").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("servlets behind a prefix")
    class Servlets {
        @Test
        void redirect_relative_to_the_public_url() {
            assertThat(get("/shop/do/redirect", TOLD).header("Location"))
                    .hasValue("https://www.example.com/public/shop/do/landed");
        }

        @Test
        void set_the_session_cookie_for_the_public_path() {
            assertThat(get("/shop/do/session", TOLD).header("Set-Cookie").orElseThrow())
                    .startsWith("JSESSIONID=")
                    .contains("path=/public/shop");
        }

        @Test
        void see_it_after_async_dispatches_and_on_error_pages() {
            Sight async = seen(PROXY, "/shop/do/async", TOLD);
            assertThat(async.facts())
                    .containsEntry("dispatcherType", "ASYNC")
                    .containsEntry("requestURI", "/public/shop/see/async");
            Sight error = seen(PROXY, "/shop/do/error", TOLD);
            assertThat(error.facts())
                    .containsEntry("dispatcherType", "ERROR")
                    .containsEntry("contextPath", "/public/shop");
        }
    }

    @Nested
    @DisplayName("as a proxy")
    class AsProxy {
        @Test
        @DisplayName(
                "a mount tells its upstream of the client, and nothing that the client made up")
        void mount() {
            assertThat(
                            RawClient.get(STRANGER, server.port(), HOST, "/api/a%2Fb?q=1", FORGED)
                                    .status())
                    .isEqualTo(200);
            RawRequest request = upstream.take();
            assertThat(request.requestLine()).isEqualTo("GET /a%2Fb?q=1 HTTP/1.1");
            assertThat(request.headers("X-Forwarded-For")).containsExactly(STRANGER);
            assertThat(request.headers("X-Forwarded-Host")).containsExactly(HOST);
            assertThat(request.headers("X-Forwarded-Prefix")).containsExactly("/api");
            assertThat(request.headers("Forwarded")).isEmpty();
        }

        @Test
        @DisplayName("redirects and cookies of the upstream come back under the mount")
        void reverse() {
            upstream.answer(
                    "/login",
                    "HTTP/1.1 302 Found\r\nLocation: %shome\r\nSet-Cookie: s=1; Path=/\r\nContent-Length: 0\r\n\r\n"
                            .formatted(upstream.url()));
            RawResponse response = get("/api/login", TOLD);
            upstream.take();
            assertThat(response.header("Location"))
                    .hasValue("https://www.example.com/public/api/home");
            assertThat(response.header("Set-Cookie")).hasValue("s=1; Path=/public/api");
        }

        @Test
        @DisplayName("a WebSocket passes, in both directions")
        void webSocket() {
            upstream.script(
                    "/chat",
                    (request, connection) -> {
                        RawUpstream.write(
                                connection,
                                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
                        byte[] received = connection.getInputStream().readNBytes(4);
                        connection.getOutputStream().write(received);
                        return false;
                    });
            try (RawClient client = RawClient.from(STRANGER, server.port())) {
                RawResponse response =
                        client.get(
                                HOST,
                                "/api/chat",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
                assertThat(response.status()).isEqualTo(101);
                assertThat(client.send("ping").readToTheEnd()).isEqualTo("ping");
            }
            assertThat(upstream.take().headers("X-Forwarded-For")).containsExactly(STRANGER);
        }
    }

    @Nested
    @DisplayName("proxy-address-forwarding")
    class WildFlysOwn {
        @Test
        @DisplayName("alone believes anybody, and of a chain what the client wrote")
        void believesAnybody() {
            Sight forged =
                    Sight.of(
                            STRANGER,
                            plainPort,
                            "/plain/see/x",
                            "X-Forwarded-For: 6.6.6.6, 203.0.113.5",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Host: evil.example");
            assertThat(forged.facts())
                    .containsAllEntriesOf(
                            Map.of(
                                    "remoteAddr", "6.6.6.6",
                                    "secure", "true",
                                    "serverName", "evil.example"));
        }

        @Test
        @DisplayName(
                "in front of the filter is found out: 500, and the log names the setting (B-25)")
        void inFront() {
            assertThat(
                            RawClient.get(
                                            STRANGER,
                                            believingPort,
                                            HOST,
                                            "/shop/see/x",
                                            "X-Forwarded-For: 6.6.6.6")
                                    .status())
                    .isEqualTo(500);
            assertThat(server.output()).contains("proxy-address-forwarding");
            assertThat(Sight.of(STRANGER, believingPort, "/shop/see/x").fact("remoteAddr"))
                    .isEqualTo(STRANGER);
        }
    }
}
