package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the embedded server's own settings come to on the wire (P-14, P-18). */
class BreakwaterServerTest {
    private static final String SOCKET_TIMEOUT = "700ms";
    private static final long LONGER_MILLIS = 1500;
    private static final int UPLOAD = 8 * 1024 * 1024;

    @Test
    void ends_a_head_that_does_not_come() throws IOException {
        try (BreakwaterServer server = started(exchange -> {});
                Socket client = connected(server, "GET / HTTP/1.1\r\nHo")) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void ends_a_connection_without_a_next_request() throws IOException {
        try (BreakwaterServer server =
                        started(exchange -> exchange.setStatusCode(204).endExchange());
                Socket client = connected(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(text(client)).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void ends_a_body_that_does_not_come() throws IOException {
        HttpHandler application =
                new BlockingHandler(exchange -> exchange.getInputStream().readAllBytes());
        try (BreakwaterServer server = started(application);
                Socket client =
                        connected(
                                server,
                                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n1")) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void gives_the_application_its_time() throws IOException {
        HttpHandler application =
                new BlockingHandler(
                        exchange -> {
                            exchange.getInputStream().readAllBytes();
                            TimeUnit.MILLISECONDS.sleep(LONGER_MILLIS);
                            exchange.getResponseSender().send("done");
                        });
        try (BreakwaterServer server = started(application);
                Socket client =
                        connected(
                                server,
                                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\n1")) {
            assertThat(text(client)).startsWith("HTTP/1.1 200 ").endsWith("done");
        }
    }

    @Test
    void takes_uploads_of_any_size() throws IOException {
        HttpHandler application =
                new BlockingHandler(
                        exchange ->
                                exchange.getResponseSender()
                                        .send(
                                                ""
                                                        + exchange.getInputStream()
                                                                .readAllBytes()
                                                                .length));
        try (BreakwaterServer server = started(application);
                Socket client =
                        connected(
                                server,
                                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                                        + UPLOAD
                                        + "\r\n\r\n")) {
            client.getOutputStream().write(new byte[UPLOAD]);
            assertThat(text(client)).startsWith("HTTP/1.1 200 ").endsWith("\r\n" + UPLOAD);
        }
    }

    @Test
    void does_not_change_over_to_http_2_within_a_connection() throws IOException {
        // a proxy that passes the upgrade on would be a tunnel for what its client says (RFC 9113
        // section 3.1)
        try (BreakwaterServer server =
                        started(exchange -> exchange.setStatusCode(204).endExchange());
                Socket client =
                        connected(
                                server,
                                "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n")) {
            assertThat(text(client)).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void speaks_http_2_with_clients_that_begin_with_it() throws IOException {
        try (BreakwaterServer server = started(exchange -> {});
                Socket client =
                        connected(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")) {
            byte[] frameHead = client.getInputStream().readNBytes(9);
            assertThat(frameHead[3])
                    .as("the type of its first frame: SETTINGS")
                    .isEqualTo((byte) 4);
        }
    }

    private static BreakwaterServer started(HttpHandler application) {
        BreakwaterOptions options =
                Breakwater.builder()
                        .set("listen", "127.0.0.1:0")
                        .set("socket-timeout", SOCKET_TIMEOUT)
                        .options();
        BreakwaterServer server = new BreakwaterServer();
        server.start(options, application);
        return server;
    }

    private static Socket connected(BreakwaterServer server, String text) throws IOException {
        Socket client = new Socket("127.0.0.1", server.addresses().get(0).port());
        client.setSoTimeout(10_000);
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    /** Everything until the connection is closed. */
    private static String text(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
