package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-17 and P-18: bodies of any size, connections used again, events as they come. */
class StreamingTest {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] chunked(byte[] bytes) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(bytes.length + 4096);
        int size = 65_432;
        for (int at = 0; at < bytes.length; at += size) {
            int count = Math.min(size, bytes.length - at);
            out.writeBytes(
                    (Integer.toHexString(count) + "\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.write(bytes, at, count);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        out.writeBytes("0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @ParameterizedTest(name = "P-18: ten megabytes each way, in chunks: {0}")
    @ValueSource(booleans = {false, true})
    void largeBodies(boolean inChunks) throws Exception {
        byte[] body = noise(TEN_MEGABYTES);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        if (inChunks) {
                                            conversation.send(
                                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                                            conversation.wire().send(chunked(request.body()));
                                        } else {
                                            conversation.send(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: "
                                                            + request.body().length
                                                            + "\r\n\r\n");
                                            conversation.wire().send(request.body());
                                        }
                                    }
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 2; i++) {
                String framing =
                        inChunks ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
                wire.send("PUT /x HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
                wire.send(inChunks ? chunked(body) : body);
                Message answer = wire.read();
                assertThat(hash(answer.body())).isEqualTo(hash(body));
                assertThat(hash(upstream.request().body())).isEqualTo(hash(body));
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-17: one connection carries one request after the other")
    void reusesConnections() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 20; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read().text()).isEqualTo("fine");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-17: as many connections as there are requests in flight")
    void manyAtOnce() throws Exception {
        int count = 60;
        java.util.concurrent.CountDownLatch all = new java.util.concurrent.CountDownLatch(count);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    all.countDown();
                                    all.await();
                                    conversation.send(ScriptedUpstream.ok("fine"));
                                });
                Front front = Front.mounted("/", upstream)) {
            Wire[] wires = new Wire[count];
            for (int i = 0; i < count; i++) {
                wires[i] = front.connect();
                wires[i].send(Front.request("GET /" + i));
            }
            for (Wire wire : wires) {
                assertThat(wire.read().text()).isEqualTo("fine");
                wire.close();
            }
        }
    }

    @Test
    @DisplayName("P-17: a connection that nobody needs is closed after the idle time")
    void closesIdle() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front =
                        Front.mounted(
                                "/", upstream, r -> r.timeout(java.time.Duration.ofMillis(300)))) {
            assertThat(front.ask("GET /x").text()).isEqualTo("fine");
            assertThat(upstream.event()).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("P-18: the head of a stream of events does not wait for the first event")
    void serverSentEvents() throws Exception {
        java.util.concurrent.CountDownLatch headSeen = new java.util.concurrent.CountDownLatch(1);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                                    headSeen.await();
                                    conversation.send("9\r\ndata: 1\n\n\r\n0\r\n\r\n");
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /events"));
            assertThat(wire.read(false).status()).isEqualTo(200);
            headSeen.countDown();
            assertThat(wire.readLine()).isEqualTo("09");
            assertThat(wire.readLine()).isEqualTo("data: 1");
        }
    }

    @Test
    @DisplayName("P-18: 100-continue comes from the upstream, and its final answer after it")
    void continues() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Message head = conversation.requestHead();
                                    conversation.event("expect " + head.field("Expect"));
                                    conversation.send(
                                            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
                                    String body =
                                            new String(
                                                    conversation.wire().exactly(5),
                                                    java.nio.charset.StandardCharsets.US_ASCII);
                                    conversation.send(
                                            "HTTP/1.1 100 Continue\r\n\r\n"
                                                    + ScriptedUpstream.ok(body));
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(
                    "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(upstream.event()).isEqualTo("expect 100-continue");
            assertThat(wire.read(false).status()).isEqualTo(100);
            wire.send("hello");
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest(name = "P-18: a body longer than max-request-body is 413: {0}")
    @ValueSource(strings = {"Content-Length: 2000", "Transfer-Encoding: chunked"})
    void tooLong(String framing) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .set("max-request-body", "1000")
                                        .mount("/", upstream.url()));
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
            String body = "x".repeat(2000);
            wire.send(framing.startsWith("C") ? body : "7d0\r\n" + body + "\r\n0\r\n\r\n");
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.field("Connection")).isEqualTo("close");
            wire.send("");
        }
    }

    @Test
    @DisplayName("P-18: a body as long as max-request-body passes")
    void longEnough() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .set("max-request-body", "1000")
                                        .mount("/", upstream.url()));
                Wire wire = front.connect()) {
            wire.send(
                    "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
                            + "x".repeat(1000));
            assertThat(wire.read().text()).isEqualTo("fine");
        }
    }

    @Test
    @DisplayName(
            "P-5, P-18: trailers survive in both directions, forged forwarding fields among them do not")
    void trailers() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Message head = conversation.requestHead();
                                    StringBuilder seen = new StringBuilder();
                                    String line;
                                    do {
                                        line = conversation.wire().readLine();
                                        seen.append(line).append('|');
                                    } while (!line.isEmpty());
                                    conversation.event(
                                            head.field("Transfer-Encoding") + " " + seen);
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\nConnection: close\r\n\r\n");
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(
                    "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "2\r\nhi\r\n0\r\nX-Sum: 2\r\nX-Forwarded-For: 6.6.6.6\r\nX_Real_IP: 6.6.6.6\r\n\r\n");
            assertThat(upstream.event()).isEqualTo("chunked 02|hi|0|X-Sum: 2||");
            assertThat(wire.read(false).status()).isEqualTo(200);
            assertThat(wire.readLine()).isEqualTo("02");
            assertThat(wire.readLine()).isEqualTo("ok");
            assertThat(wire.readLine()).isEqualTo("0");
            assertThat(wire.readLine()).isEqualTo("X-Sum: 1");
            assertThat(wire.readLine()).isEmpty();
        }
    }
}
