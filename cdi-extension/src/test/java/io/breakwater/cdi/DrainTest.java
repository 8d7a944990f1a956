package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-21: a server that is to stop answers what has begun to arrive. */
class DrainTest {
    private final HeldApplication held = new HeldApplication();

    /** Takes one whole answer from a connection, which the server has then surely accepted. */
    private static void take(String answer, Socket socket) throws IOException {
        StringBuilder taken = new StringBuilder();
        while (!taken.toString().endsWith(answer)) {
            int next = socket.getInputStream().read();
            assertThat(next).as(taken.toString()).isNotNegative();
            taken.append((char) next);
        }
    }

    private static void awaitRefusal(int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("it still listens");
    }

    @Test
    @DisplayName(
            "a request under way is answered, with Connection: close, and nothing new is taken")
    void underWay() throws Exception {
        Served served = new Served(held);
        int port = served.port();
        try (Socket idle = new Socket("127.0.0.1", port);
                Socket socket = served.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")) {
            held.awaitRequest();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served::close);
            awaitRefusal(port);
            assertThat(idle.getInputStream().read()).as("answers are last ones now").isEqualTo(-1);
            held.release();
            assertThat(Served.rest(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close\r\n")
                    .endsWith("answer");
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName(
            "a request of which only the first bytes have come is answered when the rest comes")
    void begun() throws Exception {
        Served served = new Served(exchange -> exchange.getResponseSender().send("answer"));
        int port = served.port();
        try (Socket idle = new Socket("127.0.0.1", port);
                Socket socket = served.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")) {
            take("answer", socket);
            Served.write(socket, "GET / HTTP/1.1\r\nHo");
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served::close);
            awaitRefusal(port);
            assertThat(idle.getInputStream().read()).as("answers are last ones now").isEqualTo(-1);
            Served.write(socket, "st: h\r\n\r\n");
            assertThat(Served.rest(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close\r\n");
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName(
            "idle connections are closed cleanly, once a request that is on its way has had its time")
    void idle() throws Exception {
        Served served = new Served(exchange -> exchange.getResponseSender().send("answer"));
        try (Socket used = served.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                Socket unused = new Socket("127.0.0.1", served.port())) {
            byte[] first = new byte[12];
            assertThat(used.getInputStream().readNBytes(first, 0, 12)).isEqualTo(12);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served::close);
            assertThat(Served.rest(used)).endsWith("answer");
            unused.setSoTimeout(10_000);
            assertThat(unused.getInputStream().read()).isEqualTo(-1);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName(
            "it is not ready, and still serves, for shutdown-delay; who is interrupted waits no more")
    void delay() throws Exception {
        Served served =
                new Served(
                        exchange -> exchange.getResponseSender().send("answer"),
                        "shutdown-delay",
                        "1h",
                        "management-listen",
                        "127.0.0.1:0");
        String ready = served.managementUrl() + "ready";
        int port = served.port();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread stopping =
                new Thread(
                        () -> {
                            served.close();
                            interrupted.complete(Thread.currentThread().isInterrupted());
                        });
        stopping.start();
        while (Served.get(ready).statusCode() == 200) {
            Thread.onSpinWait();
        }
        assertThat(Served.get("http://127.0.0.1:" + port + "/").statusCode()).isEqualTo(200);
        stopping.interrupt();
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).as("it says so").isTrue();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("it stops by itself when shutdown-delay is over")
    void delayEnds() {
        Served served =
                new Served(
                        exchange -> exchange.getResponseSender().send("answer"),
                        "shutdown-delay",
                        "1ms");
        int port = served.port();
        served.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("shutdown-timeout is the limit, for who never ends and for who never answers")
    void limit() throws Exception {
        Served served = new Served(held, "shutdown-timeout", "300ms");
        try (Socket asked = served.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                Socket begun = served.send("GET /")) {
            held.awaitRequest();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served::close);
            assertThat(begun.getInputStream().read()).isEqualTo(-1);
            held.release();
            stopped.get(20, TimeUnit.SECONDS);
            assertThat(asked.isConnected()).isTrue();
        }
    }
}
