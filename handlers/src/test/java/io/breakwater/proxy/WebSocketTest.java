package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-9: WebSockets pass, and nothing that only looks like one. */
class WebSocketTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String[] HANDSHAKE = {
        "Connection: keep-alive, Upgrade",
        "Upgrade: WebSocket",
        "Sec-WebSocket-Key: " + KEY,
        "Sec-WebSocket-Version: 13"
    };

    private static String accept(String key) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-1")
                        .digest(
                                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                        .getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    /** Accepts, and sends back what comes. */
    static ScriptedUpstream echoing() throws Exception {
        return new ScriptedUpstream(
                conversation -> {
                    Message request = conversation.request();
                    conversation.send(
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAlt-Svc: x\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + accept(request.field("Sec-WebSocket-Key"))
                                    + "\r\n\r\nhello");
                    for (; ; ) {
                        conversation.wire().send(conversation.wire().exactly(4));
                    }
                });
    }

    @Test
    @DisplayName("P-9: a length of 0 is no body; the JDK's client sends it")
    void lengthOfNothing() throws Exception {
        String[] lines =
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(HANDSHAKE),
                                java.util.stream.Stream.of("Content-Length: 0"))
                        .toArray(String[]::new);
        try (ScriptedUpstream upstream = echoing();
                Front front = Front.mounted("/ws/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /ws/chat", lines));
            assertThat(wire.read(false).status()).isEqualTo(101);
            assertThat(new String(wire.exactly(5), StandardCharsets.US_ASCII)).isEqualTo("hello");
            wire.send("1234");
            assertThat(new String(wire.exactly(4), StandardCharsets.US_ASCII)).isEqualTo("1234");
        }
    }

    @Test
    @DisplayName("P-9: bytes pass in both directions after a matching 101, early ones too")
    void tunnels() throws Exception {
        try (ScriptedUpstream upstream = echoing();
                Front front = Front.mounted("/ws/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /ws/chat", HANDSHAKE));
            Message answer = wire.read(false);
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.field("Upgrade")).isEqualTo("websocket");
            assertThat(answer.field("Connection")).isEqualTo("Upgrade");
            assertThat(answer.field("Sec-WebSocket-Accept")).isEqualTo(accept(KEY));
            assertThat(answer.has("Alt-Svc")).isFalse();
            assertThat(new String(wire.exactly(5), StandardCharsets.US_ASCII)).isEqualTo("hello");
            for (int i = 1000; i < 1100; i++) {
                wire.send(String.valueOf(i));
                assertThat(new String(wire.exactly(4), StandardCharsets.US_ASCII))
                        .isEqualTo(String.valueOf(i));
            }
            Message seen = upstream.request();
            assertThat(seen.target()).isEqualTo("/chat");
            assertThat(seen.field("X-Forwarded-Prefix")).isEqualTo("/ws");
            assertThat(seen.field("Connection")).isEqualTo("Upgrade");
        }
    }

    @Test
    @DisplayName("P-9: the connection of a tunnel is never used for another request")
    void neverReused() throws Exception {
        try (ScriptedUpstream upstream = echoing();
                Front front = Front.mounted("/", upstream)) {
            for (int i = 1; i <= 3; i++) {
                try (Wire wire = front.connect()) {
                    wire.send(Front.request("GET /", HANDSHAKE));
                    assertThat(wire.read(false).status()).isEqualTo(101);
                }
                assertThat(upstream.event()).isEqualTo("closed");
                assertThat(upstream.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    @DisplayName("P-14: a tunnel on which nothing happens is closed on both sides")
    void idle() throws Exception {
        try (ScriptedUpstream upstream = echoing();
                Front front =
                        Front.mounted(
                                "/", upstream, r -> r.websocketTimeout(Duration.ofMillis(300)));
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /", HANDSHAKE));
            assertThat(wire.read(false).status()).isEqualTo(101);
            assertThat(wire.rest()).isEqualTo("hello");
            assertThat(upstream.event()).isEqualTo("closed");
        }
    }

    /** S15, S16: an upgrade is no way around the rules for headers, in either direction. */
    @Test
    @DisplayName("P-5, P-10: what Connection names stays behind on an upgrade as well")
    void removesNamed() throws Exception {
        String[] lines = HANDSHAKE.clone();
        lines[0] = "Connection: Upgrade, X-Secret\r\nX-Secret: 1";
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                        + "Connection: Upgrade, X-Own\r\nX-Own: 1\r\nKeep-Alive: timeout=9\r\n"
                                        + "Sec-WebSocket-Accept: "
                                        + accept(KEY)
                                        + "\r\n\r\n");
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /", lines));
            Message answer = wire.read(false);
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.field("Connection")).isEqualTo("Upgrade");
            assertThat(answer.has("X-Own")).isFalse();
            assertThat(answer.has("Keep-Alive")).isFalse();
            assertThat(upstream.request().has("X-Secret")).isFalse();
        }
    }

    /** S15. */
    @ParameterizedTest(name = "P-5: Connection: Upgrade, {0} is refused")
    @ValueSource(strings = {"X-Forwarded-For", "forwarded", "Host", "Cookie", "X_Forwarded_Proto"})
    void refusesNamingProtected(String name) throws Exception {
        String[] lines = HANDSHAKE.clone();
        lines[0] = "Connection: Upgrade, " + name;
        try (ScriptedUpstream upstream = echoing();
                Front front = Front.mounted("/", upstream)) {
            assertThat(front.ask("GET /", lines).status()).isEqualTo(400);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "P-9: {0} with {1} goes on without the upgrade")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|Upgrade: h2c",
                "GET|Upgrade: h2C",
                "GET|Upgrade: websocket, h2c",
                "GET|Upgrade: foo",
                "GET|Sec-WebSocket-Key: short",
                "GET|Sec-WebSocket-Version: 12",
                "GET|Connection: keep-alive",
                "POST|Upgrade: websocket",
            })
    void dropsOthers(String method, String line) throws Exception {
        String name = line.split(":", 2)[0];
        String[] lines =
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(HANDSHAKE).filter(h -> !h.startsWith(name)),
                                java.util.stream.Stream.of(line))
                        .toArray(String[]::new);
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("plain"));
                Front front = Front.mounted("/", upstream)) {
            assertThat(front.ask(method + " /", lines).text()).isEqualTo("plain");
            Message seen = upstream.request();
            assertThat(seen.has("Upgrade")).isFalse();
            assertThat(seen.fields("Connection"))
                    .noneMatch(
                            value -> value.toLowerCase(java.util.Locale.ROOT).contains("upgrade"));
        }
    }

    @ParameterizedTest(name = "P-9: {0} is no matching 101 and is refused")
    @ValueSource(
            strings = {
                "Upgrade: h2c\r\nConnection: Upgrade",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA",
                "Connection: Upgrade",
                "Upgrade: websocket",
            })
    void refusesOther101(String headers) throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 101 Switching Protocols\r\n" + headers + "\r\n\r\n");
                Front front = Front.mounted("/", upstream)) {
            assertThat(front.ask("GET /", HANDSHAKE).status()).isEqualTo(502);
        }
    }

    @Test
    @DisplayName("P-9: a handshake that is refused is answered as any other request")
    void refusedHandshake() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nContent-Length: 2\r\n\r\nno");
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("GET /", HANDSHAKE));
                Message answer = wire.read();
                assertThat(answer.status()).isEqualTo(426);
                assertThat(answer.text()).isEqualTo("no");
            }
        }
    }
}
