package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-16, P-17: many clients at once, with nothing else said than where the targets are. */
class LoadTest {
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<Undertow> upstreams = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.shutdownNow();
        upstreams.forEach(Undertow::stop);
    }

    private String upstream() {
        Undertow upstream =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setIoThreads(1)
                        .setWorkerThreads(1)
                        .setHandler(exchange -> exchange.getResponseSender().send("fine"))
                        .build();
        upstream.start();
        upstreams.add(upstream);
        InetSocketAddress address =
                (InetSocketAddress) upstream.getListenerInfo().get(0).getAddress();
        return "http://127.0.0.1:" + address.getPort() + "/";
    }

    /** How many answers had which status. */
    private Map<Integer, Integer> load(
            Front front, int connections, int requests, CountDownLatch halfway) throws Exception {
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            tasks.add(
                    () -> {
                        try (Wire wire = front.connect()) {
                            for (int request = 0; request < requests; request++) {
                                wire.send(Front.request("GET /x"));
                                answers.merge(wire.read().status(), 1, Integer::sum);
                                if (request == requests / 2) {
                                    halfway.countDown();
                                }
                            }
                        }
                        return null;
                    });
        }
        for (Future<Void> done : clients.invokeAll(tasks)) {
            done.get();
        }
        return answers;
    }

    @ParameterizedTest(name = "P-17: {0} connections, and no answer but 200")
    @ValueSource(ints = {256, 500})
    void manyConnections(int connections) throws Exception {
        try (Front front =
                new Front(Breakwater.builder().mount("/", upstream() + " " + upstream()))) {
            assertThat(load(front, connections, 2, new CountDownLatch(0)))
                    .isEqualTo(Map.of(200, connections * 2));
        }
    }

    @Test
    @DisplayName("P-16: a target dies under load, and no GET notices")
    void targetDies() throws Exception {
        try (Front front =
                new Front(Breakwater.builder().mount("/", upstream() + " " + upstream()))) {
            int connections = 32;
            CountDownLatch halfway = new CountDownLatch(connections / 2);
            clients.submit(
                    () -> {
                        halfway.await();
                        upstreams.get(0).stop();
                        return null;
                    });
            assertThat(load(front, connections, 100, halfway))
                    .isEqualTo(Map.of(200, connections * 100));
            assertThat(front.status().targets().get(0).failures()).isNotEmpty();
        }
    }
}
