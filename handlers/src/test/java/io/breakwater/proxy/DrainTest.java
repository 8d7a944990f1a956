package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-16, P-21: what becomes of requests when their Breakwater is closed while its server runs. */
class DrainTest {
    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("breakwater"))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("what waits is closed, what is in flight is answered, what comes is refused")
    void closes() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        if (conversation.request().target().equals("/slow")) {
                                            conversation.event("in flight");
                                            refused.await();
                                        }
                                        conversation.send(ScriptedUpstream.ok("fine"));
                                    }
                                });
                Front front = Front.mounted("/", upstream);
                Wire slow = front.connect()) {
            slow.send(Front.request("GET /slow"));
            assertThat(upstream.event()).isEqualTo("in flight");
            assertThat(front.ask("GET /x").text()).isEqualTo("fine");
            Thread closing = start(front::closeBreakwater);
            assertThat(upstream.event()).isEqualTo("closed");
            assertThat(front.ask("GET /x").status()).isEqualTo(503);
            assertThat(closing.isAlive()).isTrue();
            refused.countDown();
            assertThat(slow.read().text()).isEqualTo("fine");
            assertThat(upstream.event()).isEqualTo("closed");
            closing.join();
        }
    }

    @Test
    @DisplayName("who waits in line is served first")
    void servesLine() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        conversation.request();
                                        conversation.event("in flight");
                                        closing.await();
                                        conversation.send(ScriptedUpstream.ok("fine"));
                                    }
                                });
                Front front = Front.mounted("/", upstream, r -> r.maxConnections(1));
                Wire first = front.connect();
                Wire second = front.connect()) {
            first.send(Front.request("GET /1"));
            assertThat(upstream.event()).isEqualTo("in flight");
            second.send(Front.request("GET /2"));
            Await.until(() -> front.status().queued() == 1);
            Thread closer = start(front::closeBreakwater);
            Await.until(front::refuses);
            closing.countDown();
            assertThat(first.read().text()).isEqualTo("fine");
            assertThat(second.read().text()).isEqualTo("fine");
            closer.join();
        }
    }

    @Test
    @DisplayName("what takes longer than the bound is cut off, and no thread is left")
    void bound() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                                    conversation.event("in flight");
                                    conversation.request(); // until the proxy closes
                                });
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount(
                                                "/",
                                                upstream.url().replace("127.0.0.1", "localhost"),
                                                r -> r.healthPath("/")));
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /x"));
            assertThat(wire.exactly(1)).isNotEmpty();
            front.closeBreakwater(Duration.ofMillis(100));
            assertThatThrownBy(wire::read).isInstanceOf(EOFException.class);
            Await.until(() -> threads().isEmpty());
        }
    }

    @Test
    @DisplayName("tunnels too have until then")
    void tunnel() throws Exception {
        try (ScriptedUpstream upstream = WebSocketTest.echoing();
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /chat", WebSocketTest.HANDSHAKE));
            assertThat(wire.read(false).status()).isEqualTo(101);
            assertThat(wire.exactly(5)).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
            Thread closing = start(() -> front.closeBreakwater(Duration.ofMillis(500)));
            Await.until(front::refuses);
            wire.send("ping");
            assertThat(wire.rest()).isEqualTo("ping");
            closing.join();
        }
    }
}
