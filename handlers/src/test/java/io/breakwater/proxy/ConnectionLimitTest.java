package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.RouteSettings;
import io.breakwater.upstream.Failure;
import io.breakwater.upstream.TargetStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-17: {@code max-connections} and {@code queue}. */
class ConnectionLimitTest {
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final BlockingQueue<String> gates = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    /** Answers each request when the test lets it, with the path that was asked for. */
    private ScriptedUpstream gated() throws Exception {
        return new ScriptedUpstream(
                conversation -> {
                    for (; ; ) {
                        String line = conversation.request().startLine();
                        conversation.event(line);
                        gates.take();
                        conversation.send(ScriptedUpstream.ok(line.split(" ")[1]));
                    }
                });
    }

    private void open(int gates) {
        for (int i = 0; i < gates; i++) {
            this.gates.add("open");
        }
    }

    private static Consumer<RouteSettings> limited(int connections, int queue) {
        return route -> route.maxConnections(connections).queue(queue);
    }

    private Future<Message> askLater(Front front, String path) {
        return clients.submit(() -> front.ask("GET " + path));
    }

    private static TargetStatus target(Front front) {
        return front.status().targets().get(0);
    }

    @Test
    @DisplayName("requests beyond the limit wait, and are served in the order they came")
    void inOrder() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream, limited(1, 10))) {
            List<Future<Message>> answers = new ArrayList<>();
            answers.add(askLater(front, "/0"));
            assertThat(upstream.event()).startsWith("GET /0");
            for (int i = 1; i <= 3; i++) {
                answers.add(askLater(front, "/" + i));
                int waiting = i;
                Await.until(() -> front.status().queued() == waiting);
            }
            open(4);
            for (int i = 0; i <= 3; i++) {
                assertThat(answers.get(i).get().text()).isEqualTo("/" + i);
            }
            assertThat(front.status().queued()).isZero();
        }
    }

    @Test
    @DisplayName("P-15: where as many wait as may, the next one is told at once to come again")
    void full() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream, limited(1, 1))) {
            Future<Message> first = askLater(front, "/1");
            upstream.event();
            Future<Message> second = askLater(front, "/2");
            Await.until(() -> front.status().queued() == 1);
            Message refused = front.ask("GET /3");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("Retry-After")).isEqualTo("1");
            assertThat(refused.field("Proxy-Status"))
                    .isEqualTo("breakwater; error=connection_limit_reached");
            assertThat(front.status().refusals())
                    .containsExactlyEntriesOf(Map.of(Failure.QUEUE_FULL, 1L));
            open(2);
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a request waits as long as connecting may take")
    void patience() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front =
                        Front.mounted(
                                "/",
                                upstream,
                                limited(1, 5)
                                        .andThen(r -> r.connectTimeout(Duration.ofMillis(200))))) {
            Future<Message> first = askLater(front, "/1");
            upstream.event();
            Message late = front.ask("GET /2");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.field("Retry-After")).isEqualTo("1");
            assertThat(front.status().queued()).isZero();
            open(1);
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    @DisplayName("clients that ask and go away leave no place taken, and nothing of theirs is sent")
    void clientsThatLeave() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream, limited(1, 3))) {
            Future<Message> first = askLater(front, "/1");
            upstream.event();
            for (int round = 0; round < 3; round++) {
                List<Wire> attackers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Wire wire = front.connect();
                    wire.send(Front.request("GET /attack"));
                    attackers.add(wire);
                }
                Await.until(() -> front.status().queued() == 3);
                for (Wire wire : attackers) {
                    wire.close();
                }
                Await.until(() -> front.status().queued() == 0);
            }
            Future<Message> honest = askLater(front, "/2");
            Await.until(() -> front.status().queued() == 1);
            open(2);
            assertThat(first.get().text()).isEqualTo("/1");
            assertThat(honest.get().text()).isEqualTo("/2");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    @DisplayName("a client that sends its next request while one waits gets both answers")
    void pipelined() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream, limited(1, 3));
                Wire wire = front.connect()) {
            Future<Message> first = askLater(front, "/1");
            upstream.event();
            wire.send(Front.request("GET /2"));
            Await.until(() -> front.status().queued() == 1);
            wire.send(Front.request("GET /3"));
            open(3);
            assertThat(first.get().text()).isEqualTo("/1");
            assertThat(wire.read().text()).isEqualTo("/2");
            assertThat(wire.read().text()).isEqualTo("/3");
        }
    }

    @Test
    @DisplayName("a limit of one serves both I/O threads, although connections stay on theirs")
    void acrossThreads() throws Exception {
        open(1000);
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream, limited(1, 100))) {
            for (int i = 0; i < 20; i++) {
                assertThat(front.ask("GET /" + i).text()).isEqualTo("/" + i);
            }
            assertThat(target(front).openConnections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "many clients at once: all are served, and never by more connections than there may be")
    void manyThreads() throws Exception {
        int limit = 4;
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (int i = 0; i < 15; i++) {
                                        conversation.request();
                                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                        Thread.yield();
                                        now.decrementAndGet();
                                        conversation.send(ScriptedUpstream.ok("fine"));
                                    }
                                });
                Front front = Front.mounted("/", upstream, limited(limit, 1000))) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int client = 0; client < 32; client++) {
                tasks.add(() -> served(front, 50));
            }
            for (Future<Integer> served : clients.invokeAll(tasks)) {
                assertThat(served.get()).isEqualTo(50);
            }
            assertThat(most.get()).isBetween(2, limit);
            assertThat(target(front).openConnections()).isLessThanOrEqualTo(limit);
        }
    }

    private static int served(Front front, int requests) throws Exception {
        int served = 0;
        try (Wire wire = front.connect()) {
            for (int i = 0; i < requests; i++) {
                wire.send(Front.request("GET /x"));
                served += wire.read().text().equals("fine") ? 1 : 0;
                assertThat(target(front).openConnections()).isLessThanOrEqualTo(4);
            }
        }
        return served;
    }

    @Test
    @DisplayName("a target that cannot be reached keeps no room")
    void unreachable() throws Exception {
        ScriptedUpstream upstream = gated();
        upstream.close();
        try (Front front = Front.mounted("/", upstream, limited(2, 0))) {
            for (int i = 0; i < 10; i++) {
                assertThat(front.ask("GET /x").field("Proxy-Status"))
                        .endsWith("error=connection_refused");
            }
        }
    }

    @Test
    @DisplayName("without a limit there are as many connections as requests in flight")
    void unlimited() throws Exception {
        try (ScriptedUpstream upstream = gated();
                Front front = Front.mounted("/", upstream)) {
            List<Future<Message>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(askLater(front, "/" + i));
            }
            for (int i = 0; i < 50; i++) {
                upstream.event();
            }
            assertThat(target(front).inFlight()).isEqualTo(50);
            open(50);
            for (Future<Message> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            assertThat(upstream.connections()).isEqualTo(50);
        }
    }
}
