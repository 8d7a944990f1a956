package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-8: a chunked body that two readers could read differently. */
class StrictChunksTest {
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final HttpHandler application =
            new StrictChunks(
                    new BlockingHandler(
                            exchange -> {
                                requests.incrementAndGet();
                                reading.countDown();
                                exchange.getResponseSender().send("read=" + body(exchange) + ".");
                            }));

    private static String body(HttpServerExchange exchange) throws IOException {
        return new String(exchange.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\n12345\r\n2;x=y\r\n67\r\n0\r\n\r\n",
                "7\r\n1234567\r\n0\r\nA: b\r\n\r\n"
            })
    void a_body_arrives_and_so_does_the_next_request(String body) throws IOException {
        try (LiveServer server = new LiveServer(application)) {
            assertThat(server.sendRaw(HEAD + body + NEXT)).contains("read=1234567.", "read=.");
        }
    }

    @Test
    void a_body_arrives_in_whatever_pieces() throws Exception {
        try (LiveServer server = new LiveServer(application);
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setTcpNoDelay(true);
            write(socket, HEAD);
            reading.await();
            for (char c : ("5\r\n12345\r\n2\r\n67\r\n0\r\n\r\n" + NEXT).toCharArray()) {
                write(socket, String.valueOf(c));
            }
            assertThat(rest(socket)).contains("read=1234567.", "read=.");
        }
    }

    @Test
    void chunks_longer_than_any_buffer_arrive() throws IOException {
        String chunk = "186a0\r\n" + "x".repeat(100_000) + "\r\n";
        try (LiveServer server = new LiveServer(application)) {
            assertThat(server.sendRaw(HEAD + chunk.repeat(20) + "0\r\n\r\n" + NEXT))
                    .contains("read=" + "x".repeat(2_000_000) + ".", "read=.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0_2e\r\n\r\n", "5\r\r;ABCD\r\n", "\r\n\r\n", "5\n12345\n0\n\n"})
    void what_is_malformed_is_refused_and_nothing_after_it_is_a_request(String body)
            throws IOException {
        try (LiveServer server = new LiveServer(application)) {
            assertThat(server.sendRaw(HEAD + body + NEXT))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Connection: close")
                    .doesNotContain("read=");
            assertThat(requests).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1\r\nTransfer-Encoding: xchunked",
                "1.1\r\nTransfer-Encoding: identity, chunked",
                "1.1\r\nTransfer-Encoding: gzip, chunked",
                "1.1\r\nTransfer-Encoding: identity",
                "1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked"
            })
    void another_coding_or_version_is_refused_and_nothing_after_it_is_a_request(String head)
            throws IOException {
        String first = "POST / HTTP/" + head + "\r\nHost: h\r\n\r\n0\r\n\r\n";
        try (LiveServer server = new LiveServer(application)) {
            assertThat(server.sendRaw(first + NEXT))
                    .containsPattern("^HTTP/1.[01] 400 ")
                    .contains("Connection: close")
                    .doesNotContain("read=");
            assertThat(requests).hasValue(0);
        }
    }

    @Test
    void what_turns_out_to_be_malformed_ends_the_connection() throws Exception {
        try (LiveServer server = new LiveServer(application);
                Socket socket = new Socket("127.0.0.1", server.port())) {
            write(socket, HEAD + "5\r\n12345\r\n");
            reading.await();
            write(socket, "0_2e\r\n\r\n" + NEXT);
            assertThat(rest(socket)).doesNotContain("read=");
            assertThat(requests).hasValue(1);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) {
        try {
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException reset) {
            return "";
        }
    }
}
