package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-4, P-10, P-14 and P-15 for upstreams that speak HTTP/2, and keep to it or not. */
class Http2UpstreamTest {
    /** What to do with a connection. */
    private interface Script {
        void play(Http2Frames frames, ScriptedUpstream.Conversation conversation) throws Exception;
    }

    private static ScriptedUpstream upstream(Script script) throws IOException {
        return new ScriptedUpstream(
                conversation -> script.play(Http2Frames.greet(conversation.wire()), conversation));
    }

    /** One I/O thread, so that all requests meet on one connection. */
    private static Front front(ScriptedUpstream upstream) {
        return front(upstream, Duration.ofSeconds(10));
    }

    private static Front front(ScriptedUpstream upstream, Duration timeout) {
        String url = upstream.url().replace("http:", "h2c:");
        return Front.withOneThread(Breakwater.builder().mount("/", url, r -> r.timeout(timeout)));
    }

    private static void assertFailure(Message answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("Proxy-Status")).isEqualTo("breakwater; error=" + error);
    }

    @Test
    @DisplayName("requests one after another are streams of one connection")
    void oneConnection() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    for (; ; ) {
                                        int stream = frames.request();
                                        frames.answer(stream, "stream " + stream);
                                    }
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 20; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read().text()).isEqualTo("stream " + (2 * i + 1));
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("requests at the same time are, too, and answers in any order reach who asked")
    void multiplexed() throws Exception {
        int count = 20;
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    List<Integer> streams = new ArrayList<>();
                                    for (int i = 0; i < count; i++) {
                                        streams.add(frames.request());
                                    }
                                    for (int i = count - 1; i >= 0; i--) {
                                        frames.answer(streams.get(i), "stream " + streams.get(i));
                                    }
                                    frames.untilClosed();
                                });
                Front front = front(upstream)) {
            List<Wire> clients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                clients.add(front.connect());
                clients.get(i).send(Front.request("GET /" + i));
            }
            List<String> answers = new ArrayList<>();
            for (Wire client : clients) {
                answers.add(client.read().text());
                client.close();
            }
            assertThat(answers).doesNotHaveDuplicates().hasSize(count);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("no more at the same time than the upstream allows")
    void bounded() throws Exception {
        CountDownLatch two = new CountDownLatch(2);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Http2Frames frames = Http2Frames.greet(conversation.wire(), 1);
                                    int stream = frames.request();
                                    frames.headers(stream, false, "200");
                                    two.countDown();
                                    two.await();
                                    frames.data(stream, true, "fine".getBytes());
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire one = front.connect();
                Wire other = front.connect()) {
            one.send(Front.request("GET /1"));
            String head = one.readLine();
            assertThat(head).contains("200");
            other.send(Front.request("GET /2"));
            assertThat(other.read().text()).isEqualTo("fine");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"102", "103", "199"})
    @DisplayName("interim responses are dropped, and are nobody's answer")
    void interim(String status) throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    for (; ; ) {
                                        int stream = frames.request();
                                        frames.headers(stream, false, status, "link: </x>");
                                        frames.headersInTwo(stream, status, "link: </y>");
                                        frames.answer(stream, "stream " + stream);
                                    }
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("GET /" + i));
                Message answer = wire.read();
                assertThat(answer.text()).isEqualTo("stream " + (2 * i + 1));
                assertThat(answer.has("Link")).isFalse();
            }
        }
    }

    @Test
    @DisplayName("100 reaches the client that waits for it, and then the body the upstream")
    void continued() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int stream = frames.request();
                                    frames.headers(stream, false, "100");
                                    Http2Frames.Frame data = frames.next();
                                    frames.answer(stream, new String(data.payload()));
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertThat(wire.read().status()).isEqualTo(100);
            wire.send("body");
            assertThat(wire.read().text()).isEqualTo("body");
        }
    }

    @Test
    @DisplayName("a piece of a body passes before the next one has come")
    void prompt() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int stream = frames.request();
                                    frames.answer(stream, new String(frames.next().payload()));
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\npiece\r\n");
            assertThat(wire.read().text()).isEqualTo("piece");
        }
    }

    @Test
    @DisplayName("trailers pass; an answer of trailers alone is an answer")
    void trailers() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int stream = frames.request();
                                    frames.headers(stream, false, "200");
                                    frames.data(stream, false, "x".getBytes());
                                    frames.trailers(stream, "grpc-status", "0");
                                    frames.headers(frames.request(), true, "200", "grpc-status: 7");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /1"));
            assertThat(wire.read().text()).isEqualTo("x"); // the trailer is read and dropped
            wire.send(Front.request("GET /2"));
            assertThat(wire.read().field("grpc-status")).isEqualTo("7");
        }
    }

    @Test
    @DisplayName("GOAWAY lets the streams before it finish, and sends those behind it again")
    void goAway() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    if (conversation.number() > 1) {
                                        frames.answer(frames.request(), "second");
                                        frames.untilClosed();
                                    }
                                    int first = frames.request();
                                    frames.headers(first, false, "200");
                                    frames.request();
                                    frames.goAway(first);
                                    frames.data(first, true, "first".getBytes());
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire one = front.connect();
                Wire other = front.connect()) {
            one.send(Front.request("GET /1"));
            assertThat(one.readLine()).contains("200");
            other.send(Front.request("GET /2"));
            assertThat(other.read().text()).isEqualTo("second");
            assertThat(upstream.connections()).isEqualTo(2);
            String rest = "";
            while (!rest.equals("first")) {
                rest = one.readLine();
            }
            assertThat(upstream.event()).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a refused stream is sent again, whatever its method; one refused again is 502")
    void refused() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    frames.reset(frames.request(), Http2Frames.REFUSED_STREAM);
                                    frames.answer(frames.request(), "fine");
                                    frames.reset(frames.request(), Http2Frames.REFUSED_STREAM);
                                    frames.reset(frames.request(), Http2Frames.REFUSED_STREAM);
                                    frames.untilClosed();
                                });
                Front front = front(upstream)) {
            assertThat(front.ask("PATCH /").text()).isEqualTo("fine");
            assertFailure(front.ask("PATCH /"), 502, "connection_terminated");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2, connection_terminated", "8, connection_terminated", "1, http_protocol_error"})
    @DisplayName("a stream that is reset before its answer is 502, and no other stream notices")
    void reset(int code, String error) throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    frames.reset(frames.request(), code);
                                    frames.answer(frames.request(), "fine");
                                    frames.untilClosed();
                                });
                Front front = front(upstream)) {
            assertFailure(front.ask("POST /"), 502, error);
            assertThat(front.ask("GET /").text()).isEqualTo("fine");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a stream that is reset in its answer cuts that answer off")
    void resetInAnswer() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int stream = frames.request();
                                    frames.headers(stream, false, "200");
                                    frames.data(stream, false, "half".getBytes());
                                    frames.reset(stream, Http2Frames.INTERNAL_ERROR);
                                    frames.answer(frames.request(), "fine");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /"));
            assertThat(wire.rest()).contains("half").doesNotEndWith("0\r\n\r\n");
            assertThat(front.ask("GET /").text()).isEqualTo("fine");
        }
    }

    @Test
    @DisplayName("a stream on which nothing happens is 504 and is cancelled; the others go on")
    void idle() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int silent = frames.request();
                                    Http2Frames.Frame cancelled = frames.next();
                                    conversation.event(
                                            cancelled.stream() == silent
                                                    ? "reset " + cancelled.code()
                                                    : "something else");
                                    frames.answer(silent, "too late");
                                    frames.answer(frames.request(), "fine");
                                    frames.untilClosed();
                                });
                Front front = front(upstream, Duration.ofMillis(500))) {
            assertFailure(front.ask("GET /silent"), 504, "http_response_timeout");
            assertThat(upstream.event()).isEqualTo("reset " + Http2Frames.CANCEL);
            assertThat(front.ask("GET /").text()).isEqualTo("fine");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("what comes of a stream that was given up is dropped, and the others go on")
    void abandoned() throws Exception {
        byte[] block = new byte[16 * 1024];
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    for (int i = 0; i < 3; i++) {
                                        int stream = frames.request();
                                        frames.headers(stream, false, "200");
                                        frames.data(stream, false, block);
                                        while (!frames.next().isReset()) {
                                            // what else there is
                                        }
                                        for (int sent = 0; sent < 3; sent++) {
                                            frames.data(stream, false, block);
                                        }
                                        conversation.event("reset");
                                    }
                                    frames.answer(frames.request(), "fine");
                                    frames.untilClosed();
                                });
                Front front = front(upstream, Duration.ofMillis(500))) {
            for (int i = 0; i < 3; i++) {
                try (Wire wire = front.connect()) {
                    wire.send(Front.request("GET /"));
                    assertThat(wire.rest()).startsWith("HTTP/1.1 200 ").doesNotEndWith("0\r\n\r\n");
                }
                assertThat(upstream.event()).isEqualTo("reset");
            }
            assertThat(front.ask("GET /").text()).isEqualTo("fine");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "content-length: x",
                "connection: close",
                "transfer-encoding: chunked",
                "x: a\r\nset-cookie: evil",
                "x: a\0b",
                "x y: z"
            })
    @DisplayName("fields that HTTP/2 must not have are 502 and reach no client")
    void malformedFields(String field) throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    frames.headers(frames.request(), true, "200", field);
                                    frames.untilClosed();
                                });
                Front front = front(upstream)) {
            Message answer = front.ask("POST /");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.toString()).doesNotContain("evil");
        }
    }

    @Test
    @DisplayName("what does not speak HTTP/2 at all is 502")
    void notHttp2() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.wire().exactly(24); // the preface
                                    conversation.send(
                                            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                                    conversation.wire().rest();
                                });
                Front front = front(upstream)) {
            assertFailure(front.ask("POST /"), 502, "http_protocol_error");
        }
    }

    @Test
    @DisplayName("a connection that ends is 502 for who waits, cut off for who reads")
    void closed() throws Exception {
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int first = frames.request();
                                    frames.headers(first, false, "200");
                                    frames.data(first, false, "half".getBytes());
                                    frames.request();
                                });
                Front front = front(upstream);
                Wire reading = front.connect()) {
            reading.send(Front.request("GET /1"));
            assertThat(reading.readLine()).contains("200");
            assertFailure(front.ask("POST /2"), 502, "connection_terminated");
            assertThat(reading.rest()).contains("half").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    @DisplayName("a connection that ends behind a whole answer cuts nothing off")
    void closedBehindAnswer() throws Exception {
        byte[] body = new byte[40 * 1024];
        try (ScriptedUpstream upstream =
                        upstream(
                                (frames, conversation) -> {
                                    int stream = frames.request();
                                    frames.headers(stream, false, "200");
                                    for (int sent = 0; sent < body.length; sent += 8 * 1024) {
                                        boolean last = sent + 8 * 1024 == body.length;
                                        frames.data(stream, last, new byte[8 * 1024]);
                                    }
                                    frames.goAway(stream);
                                    conversation.wire().endOutput();
                                    frames.untilClosed();
                                });
                Front front = front(upstream)) {
            for (int i = 0; i < 10; i++) {
                assertThat(front.ask("GET /").body()).isEqualTo(body);
            }
        }
    }

    @Test
    @DisplayName("an upstream that is not there is 503")
    void refusedConnection() throws Exception {
        ScriptedUpstream gone = upstream((frames, conversation) -> {});
        gone.close();
        try (Front front = front(gone)) {
            assertFailure(front.ask("GET /"), 503, "connection_refused");
        }
    }
}
