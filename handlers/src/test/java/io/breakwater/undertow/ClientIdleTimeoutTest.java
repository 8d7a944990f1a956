package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;

/** P-14: a client's silence ends its request; the application's does not. */
class ClientIdleTimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(800);
    private static final long LONGER_MILLIS = 1600;
    private static final int HUGE = 64 * 1024 * 1024;
    private static final String HALF_A_BODY =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf.";

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Test
    void ends_a_thread_s_wait_for_a_body_that_does_not_come() throws Exception {
        try (LiveServer server = server(new BlockingHandler(this::readAll));
                Socket client = sent(server, HALF_A_BODY)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void ends_a_listener_s_wait_for_a_body_that_does_not_come() throws Exception {
        HttpHandler application =
                exchange ->
                        exchange.getRequestReceiver()
                                .receiveFullBytes(
                                        (done, bytes) -> done.endExchange(),
                                        (failed, e) -> failure.complete(e));
        try (LiveServer server = server(application);
                Socket client = sent(server, HALF_A_BODY)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void lets_a_body_come_slowly() throws Exception {
        try (LiveServer server = server(new BlockingHandler(this::readAll));
                Socket client = sent(server, HALF_A_BODY)) {
            for (char c : "SLOW.".toCharArray()) {
                TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis() / 4);
                client.getOutputStream().write(c);
            }
            assertThat(firstLine(client)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void lets_the_application_think_after_it_has_read() throws Exception {
        HttpHandler application =
                exchange -> {
                    readAll(exchange);
                    TimeUnit.MILLISECONDS.sleep(LONGER_MILLIS);
                    exchange.getResponseSender().send("done");
                };
        try (LiveServer server = server(new BlockingHandler(application));
                Socket client = sent(server, HALF_A_BODY + "other")) {
            assertThat(firstLine(client)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void lets_the_application_think_while_it_reads() throws Exception {
        HttpHandler application =
                exchange -> {
                    exchange.getInputStream().read();
                    TimeUnit.MILLISECONDS.sleep(LONGER_MILLIS);
                    readAll(exchange);
                };
        try (LiveServer server = server(new BlockingHandler(application));
                Socket client = sent(server, HALF_A_BODY + "other")) {
            assertThat(firstLine(client)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void ends_a_thread_s_wait_for_a_client_that_takes_nothing() throws Exception {
        HttpHandler application =
                exchange -> {
                    try {
                        exchange.getOutputStream().write(new byte[HUGE]);
                    } catch (IOException e) {
                        failure.complete(e);
                    }
                };
        try (LiveServer server = server(new BlockingHandler(application));
                Socket client = sent(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void ends_a_listener_s_wait_for_a_client_that_takes_nothing() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        HttpHandler application =
                exchange -> {
                    exchange.getConnection().addCloseListener(connection -> closed.complete(true));
                    exchange.getResponseSender().send(ByteBuffer.allocate(HUGE));
                };
        try (LiveServer server = server(application);
                Socket client = sent(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void lets_a_client_take_slowly() throws Exception {
        HttpHandler application =
                exchange -> exchange.getResponseSender().send(ByteBuffer.allocate(HUGE));
        try (LiveServer server = server(application);
                Socket client =
                        sent(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            InputStream in = client.getInputStream();
            for (int i = 0; i < 8; i++) {
                TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis() / 4);
                in.readNBytes(HUGE / 8);
            }
            assertThat(in.readAllBytes()).hasSizeLessThan(1024);
        }
    }

    @Test
    void leaves_tunnels_alone() throws Exception {
        HttpHandler application =
                exchange ->
                        exchange.upgradeChannel(
                                        (connection, upgraded) -> {
                                            ChannelListener<StreamSourceChannel> echo =
                                                    source -> {
                                                        ByteBuffer buffer = ByteBuffer.allocate(16);
                                                        try {
                                                            source.read(buffer);
                                                            connection
                                                                    .getSinkChannel()
                                                                    .write(buffer.flip());
                                                            connection.getSinkChannel().flush();
                                                        } catch (IOException e) {
                                                            failure.complete(e);
                                                        }
                                                    };
                                            connection.getSourceChannel().setReadListener(echo);
                                            connection.getSourceChannel().resumeReads();
                                        })
                                .endExchange();
        try (LiveServer server = server(application);
                Socket client =
                        sent(
                                server,
                                "GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n")) {
            assertThat(firstLine(client)).startsWith("HTTP/1.1 101 ");
            TimeUnit.MILLISECONDS.sleep(LONGER_MILLIS);
            client.getOutputStream().write('!');
            assertThat(client.getInputStream().read()).isEqualTo('!');
        }
    }

    private void readAll(HttpServerExchange exchange) throws IOException {
        try {
            exchange.getInputStream().readAllBytes();
        } catch (IOException e) {
            failure.complete(e);
            throw e;
        }
    }

    private static LiveServer server(HttpHandler application) {
        return new LiveServer(new ClientIdleTimeout(LIMIT, application));
    }

    private static Socket sent(LiveServer server, String text) throws IOException {
        Socket client = new Socket("127.0.0.1", server.port());
        client.setSoTimeout(10_000);
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    /** The first line; the rest of the head is read as well. */
    private static String firstLine(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = client.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString().split("\r\n", 2)[0];
    }
}
