package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-14 to P-16: what becomes of a request when its upstream, or its client, does not do its part. */
class FailureTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void assertFailure(Message answer, int status, String errorType) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.field("Proxy-Status")).isEqualTo("breakwater; error=" + errorType);
    }

    @Test
    @DisplayName("P-15: refused is 503, at once, and does not tell where the upstream is")
    void refused() throws Exception {
        int port = unusedPort();
        try (Front front =
                new Front(Breakwater.builder().mount("/", "http://127.0.0.1:" + port + "/"))) {
            Message answer = front.ask("GET /x");
            assertFailure(answer, 503, "connection_refused");
            assertThat(answer.toString() + answer.text()).doesNotContain(String.valueOf(port));
        }
    }

    @Test
    @DisplayName("P-15: a name that does not exist is 503")
    void unresolvable() throws Exception {
        try (Front front =
                new Front(Breakwater.builder().mount("/", "http://does-not-exist.invalid/"))) {
            assertFailure(front.ask("GET /x"), 503, "dns_error");
        }
    }

    @Test
    @DisplayName("P-15: all addresses of a name are tried")
    void triesAllAddresses() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount(
                                                "/",
                                                upstream.url()
                                                        .replace("127.0.0.1", "localhost")))) {
            assertThat(front.ask("GET /x").text()).isEqualTo("fine");
        }
    }

    @Test
    @DisplayName("P-15: closed before an answer is 502")
    void closed() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(ScriptedUpstream.Conversation::request);
                Front front = Front.mounted("/", upstream)) {
            assertFailure(front.ask("GET /x"), 502, "connection_terminated");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-15: reset before an answer is 502")
    void reset() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.wire().reset();
                                });
                Front front = Front.mounted("/", upstream)) {
            assertThat(front.ask("GET /x").status()).isEqualTo(502);
        }
    }

    @Test
    @DisplayName("P-15: closed within the head is 502")
    void closedWithinHead() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send("HTTP/1.1 200 OK\r\nContent-Le");
                                });
                Front front = Front.mounted("/", upstream)) {
            assertFailure(front.ask("GET /x"), 502, "http_response_incomplete");
        }
    }

    @Test
    @DisplayName("P-15: a body that is cut off cuts the client off")
    void cutBody() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                                                    + "x".repeat(500));
                                });
                Front front = Front.mounted("/", upstream)) {
            assertThatThrownBy(() -> front.ask("GET /x")).isInstanceOf(EOFException.class);
        }
    }

    @Test
    @DisplayName("P-15: a body in chunks that is cut off gets no last chunk")
    void cutChunks() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                                });
                Front front = Front.mounted("/", upstream)) {
            assertThatThrownBy(() -> front.ask("GET /x")).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest(
            name = "P-15: a cut body is no whole one for HTTP/{0} clients that wait for its end")
    @ValueSource(strings = {"1.0", "1.1"})
    void cutUntilClose(String version) throws Exception {
        for (String framing :
                List.of("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "\r\nhello")) {
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    conversation -> {
                                        conversation.request();
                                        conversation.send("HTTP/1.1 200 OK\r\n" + framing);
                                        conversation.request(); // until that times out
                                    });
                    Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT));
                    Wire wire = front.connect()) {
                wire.send(
                        "GET /x HTTP/"
                                + version
                                + "\r\nHost: www.example.com\r\nConnection: close\r\n\r\n");
                assertThatThrownBy(wire::read).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest(
            name = "P-15: the same where an HTTP/{0} client''s upstream closes or resets")
    @ValueSource(strings = {"1.0", "1.1"})
    void cutByUpstream(String version) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    conversation -> {
                                        conversation.request();
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\n"
                                                        + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                                        if (reset) {
                                            conversation.wire().reset();
                                        }
                                    });
                    Front front = Front.mounted("/", upstream);
                    Wire wire = front.connect()) {
                wire.send(
                        "GET /x HTTP/"
                                + version
                                + "\r\nHost: www.example.com\r\nConnection: close\r\n\r\n");
                assertThatThrownBy(wire::read).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest(name = "P-15: a whole body ends well for HTTP/{0} clients")
    @ValueSource(strings = {"1.0", "1.1"})
    void wholeUntilClose(String version) throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\n"
                                                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(
                    "GET /x HTTP/"
                            + version
                            + "\r\nHost: www.example.com\r\nConnection: close\r\n\r\n");
            assertThat(wire.read().text()).isEqualTo("hello");
        }
    }

    @Test
    @DisplayName(
            "P-14: silence before the head is 504, and the upstream's connection is closed at once")
    void stalled() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.request();
                                });
                Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT))) {
            long start = System.nanoTime();
            assertFailure(front.ask("GET /x"), 504, "http_response_timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(SHORT, Duration.ofSeconds(5));
            assertThat(upstream.event()).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("P-14: silence within the head is 504")
    void stalledWithinHead() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send("HTTP/1.1 200 OK\r\nX");
                                    conversation.request();
                                });
                Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT))) {
            assertThat(front.ask("GET /x").status()).isEqualTo(504);
        }
    }

    @Test
    @DisplayName("P-14: silence within the body cuts the client off")
    void stalledWithinBody() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                                    conversation.request();
                                });
                Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT))) {
            assertThatThrownBy(() -> front.ask("GET /x")).isInstanceOf(EOFException.class);
        }
    }

    @Test
    @DisplayName("P-14: the time is that between bytes: a slow answer that goes on is delivered")
    void slowIsNotIdle() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
                                    for (int i = 0; i < 8; i++) {
                                        Thread.sleep(
                                                SHORT.toMillis() / 3); // the pace is what is tested
                                        conversation.send("x");
                                    }
                                });
                Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT))) {
            assertThat(front.ask("GET /x").text()).isEqualTo("xxxxxxxx");
        }
    }

    @Test
    @DisplayName("P-14: a client that pauses while it sends is not the upstream's fault")
    void slowClient() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front = Front.mounted("/", upstream, r -> r.timeout(SHORT));
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
            Thread.sleep(SHORT.toMillis() * 3); // the pause is what is tested
            wire.send("world");
            assertThat(wire.read().text()).isEqualTo("fine");
            assertThat(upstream.request().text()).isEqualTo("helloworld");
        }
    }

    @Test
    @DisplayName("P-14: a client that stops sending is told so after socket-timeout")
    void stalledClient() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .set("socket-timeout", "300ms")
                                        .mount("/", upstream.url()));
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.field("Connection")).isEqualTo("close");
        }
    }

    @Test
    @DisplayName("P-15: a client that ends within its body and still listens is told so")
    void unfinishedRequest() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(FailureTest::takeAll);
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello");
            assertThat(upstream.event()).isEqualTo("begun");
            wire.endOutput();
            Message answer = wire.read();
            assertFailure(answer, 400, "http_request_error");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(upstream.event()).isEqualTo("closed");
        }
    }

    @ParameterizedTest(
            name =
                    "P-15: a client that goes within its body is 400 in logs, and nobody is blamed: {0} {1}")
    @CsvSource({
        "Content-Length: 100,closes",
        "Content-Length: 100,resets",
        "Transfer-Encoding: chunked,closes",
        "Transfer-Encoding: chunked,resets"
    })
    void clientGone(String framing, String how) throws Exception {
        BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
        try (ScriptedUpstream upstream = new ScriptedUpstream(FailureTest::takeAll);
                LogRecords own = new LogRecords("io.breakwater");
                LogRecords undertow = new LogRecords("io.undertow");
                Front front =
                        Front.watched(
                                Breakwater.builder().mount("/", upstream.url()),
                                exchange -> statuses.add(exchange.getStatusCode()));
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n5\r\nhel");
            assertThat(upstream.event()).isEqualTo("begun");
            if (how.equals("resets")) {
                wire.reset();
            } else {
                wire.hangUp();
            }
            assertThat(statuses.poll(10, TimeUnit.SECONDS)).isEqualTo(400);
            assertThat(upstream.event()).isEqualTo("closed");
            assertThat(own.lines()).isEmpty();
            assertThat(undertow.lines()).isEmpty();
            assertThat(front.status().targets().get(0).ejections()).isZero();
        }
    }

    /** Reads a request that does not end. */
    private static void takeAll(ScriptedUpstream.Conversation conversation) throws IOException {
        conversation.requestHead();
        conversation.wire().exactly(1);
        conversation.event("begun");
        conversation.wire().rest();
        throw new EOFException();
    }

    @Test
    @DisplayName(
            "P-15: an answer that overtakes the body reaches a client that goes on sending, and ends the connection")
    void earlyAnswer() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.requestHead();
                                    conversation.send(
                                            "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
                                    conversation.event("answered");
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
            assertThat(upstream.event()).isEqualTo("answered");
            byte[] part = new byte[1_000_000];
            wire.send(part);
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("big");
            assertThat(answer.field("Connection")).isEqualTo("close");
            wire.send(part);
            wire.send(part);
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("P-15: a failure while the client sends is told, not cut off")
    void failureWhileSending() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.requestHead();
                                    conversation.wire().reset();
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
            byte[] part = new byte[100_000];
            for (int i = 0; i < 30; i++) {
                wire.send(part);
            }
            assertThat(wire.read().status()).isEqualTo(502);
        }
    }

    @Test
    @DisplayName(
            "P-16: a request that meets a connection which the upstream has closed goes to a new one, whatever its method")
    void closedWhileWaiting() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            ScriptedUpstream.ok(
                                                    "connection " + conversation.number()));
                                    conversation.wire().close();
                                    conversation.event("closed");
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 1; i <= 5; i++) {
                wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
                assertThat(wire.read().text()).isEqualTo("connection " + i);
                assertThat(upstream.event()).isEqualTo("closed");
            }
        }
    }

    @Test
    @DisplayName("P-16: a GET that meets a connection which closes just then is sent again, once")
    void retriesIdempotent() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(FailureTest::closeAtTheSecondRequest);
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /1"));
            assertThat(wire.read().text()).isEqualTo("connection 1");
            wire.send(Front.request("GET /2"));
            assertThat(wire.read().text()).isEqualTo("connection 2");
            assertThat(upstream.requests()).hasSize(3);
        }
    }

    @Test
    @DisplayName("P-16: a POST is not")
    void doesNotRetryPost() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(FailureTest::closeAtTheSecondRequest);
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /1"));
            assertThat(wire.read().text()).isEqualTo("connection 1");
            wire.send("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
            assertFailure(wire.read(), 502, "connection_terminated");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    private static void closeAtTheSecondRequest(ScriptedUpstream.Conversation conversation)
            throws IOException {
        conversation.request();
        conversation.send(ScriptedUpstream.ok("connection " + conversation.number()));
        conversation.request();
    }
}
