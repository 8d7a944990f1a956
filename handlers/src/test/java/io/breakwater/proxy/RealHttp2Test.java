package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-4, P-8, P-9 and P-18: a server that speaks HTTP/2, by prior knowledge and by ALPN. */
class RealHttp2Test {
    @TempDir private static Path directory;

    @BeforeAll
    static void certificate() throws Exception {
        Certificates.selfSigned(directory, "right", "ip:127.0.0.1");
    }

    /** Sends bodies back, and says in fields what it was asked. */
    private static void echo(HttpServerExchange exchange) throws IOException {
        String te = exchange.getRequestHeaders().getFirst(Headers.TE);
        String forwarded = exchange.getRequestHeaders().getFirst(Headers.X_FORWARDED_FOR);
        exchange.getResponseHeaders()
                .put(new HttpString("Seen-Protocol"), exchange.getProtocol().toString())
                .put(new HttpString("Seen-Te"), String.valueOf(te))
                .put(new HttpString("Seen-Host"), exchange.getHostAndPort())
                .put(new HttpString("Seen-For"), String.valueOf(forwarded))
                .put(new HttpString("Seen-Target"), exchange.getRequestURI());
        OutputStream out = exchange.getOutputStream();
        exchange.getInputStream().transferTo(out);
        out.close();
    }

    private static final class Upstream implements AutoCloseable {
        private final Undertow undertow;
        private final String scheme;

        Upstream(String scheme) throws Exception {
            this.scheme = scheme;
            Undertow.Builder builder =
                    Undertow.builder()
                            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                            .setHandler(
                                    Handlers.path(new BlockingHandler(RealHttp2Test::echo))
                                            .addExactPath(
                                                    "/base/socket",
                                                    Handlers.websocket((exchange, channel) -> {})));
            undertow =
                    (scheme.equals("https")
                                    ? builder.addHttpsListener(
                                            0,
                                            "127.0.0.1",
                                            Certificates.context(directory, "right"))
                                    : builder.addHttpListener(0, "127.0.0.1"))
                            .build();
            undertow.start();
        }

        String authority() {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            return "127.0.0.1:" + address.getPort();
        }

        Front front() {
            return new Front(
                    Breakwater.builder()
                            .mount(
                                    "/api/",
                                    scheme + "://" + authority() + "/base/",
                                    r -> r.tlsTrust(directory.resolve("right.pem"))));
        }

        @Override
        public void close() {
            undertow.stop();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"h2c", "https"})
    @DisplayName("a request reaches it as HTTP/2, with TE: trailers if the client takes them")
    void relays(String scheme) throws Exception {
        try (Upstream upstream = new Upstream(scheme);
                Front front = upstream.front()) {
            Message answer = front.ask("GET /api/x?y", "X-Forwarded-For: 6.6.6.6", "TE: gzip");
            assertThat(answer.field("Seen-Protocol")).isEqualTo("HTTP/2.0");
            assertThat(answer.field("Seen-Host")).isEqualTo(upstream.authority());
            assertThat(answer.field("Seen-For")).isEqualTo("127.0.0.1");
            assertThat(answer.field("Seen-Target")).isEqualTo("/base/x");
            assertThat(answer.field("Seen-Te")).isEqualTo("null");
            assertThat(
                            front.ask("GET /api/x", "TE: gzip, Trailers", "Connection: TE")
                                    .field("Seen-Te"))
                    .isEqualTo("trailers");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"h2c", "https"})
    @DisplayName("bodies of any size pass in both directions")
    void largeBodies(String scheme) throws Exception {
        byte[] body = new byte[5 * 1024 * 1024];
        new Random(7).nextBytes(body);
        try (Upstream upstream = new Upstream(scheme);
                Front front = upstream.front();
                Wire wire = front.connect()) {
            wire.send(
                    "PUT /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
            Thread sender = new Thread(() -> sendAll(wire, body));
            sender.start();
            assertThat(wire.read().body()).isEqualTo(body);
            sender.join();
        }
    }

    private static void sendAll(Wire wire, byte[] body) {
        try {
            wire.send(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("a WebSocket goes over HTTP/1.1 where the server speaks that too")
    void webSocket() throws Exception {
        try (Upstream upstream = new Upstream("https");
                Front front = upstream.front();
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /api/x"));
            assertThat(wire.read().field("Seen-Protocol")).isEqualTo("HTTP/2.0");
            wire.send(
                    Front.request(
                            "GET /api/socket",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.field("Sec-WebSocket-Accept"))
                    .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    @Test
    @DisplayName("and is a request like any other where the server speaks HTTP/2 only")
    void noWebSocket() throws Exception {
        try (Upstream upstream = new Upstream("h2c");
                Front front = upstream.front()) {
            Message answer =
                    front.ask(
                            "GET /api/x",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(answer.field("Seen-Protocol")).isEqualTo("HTTP/2.0");
        }
    }
}
