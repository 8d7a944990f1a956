package io.breakwater.testsuite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.FaultyServer;
import io.breakwater.testsuite.peers.RawRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Many clients, and an upstream that does to each request what a seeded random source says. {@code -Dchaos.seconds=60} for a longer run,
 * {@code -Dchaos.seed=…} for another.
 */
class ChaosTest {
    private static final int CLIENTS = 32;
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("chaos.seconds", 5));
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final long SEED = Long.getLong("chaos.seed", 20_261_128);

    @Test
    @DisplayName(
            "P-15, P-16: nobody gets a wrong body, a cut one for a whole one, or another's answer; nothing is left behind")
    void chaos() throws Exception {
        try (FaultyServer upstream = new FaultyServer(ChaosTest::answer);
                BreakwaterProcess breakwater =
                        BreakwaterProcess.startServer(
                                "--proxy-mount-point",
                                "/",
                                upstream.url(),
                                "--proxy-timeout",
                                "1")) {
            run(breakwater, WARM_UP, SEED);
            upstream.hangUp();
            long descriptors = breakwater.settledDescriptors(SETTLED);
            long threads = breakwater.threads();

            Tally tally = run(breakwater, TIME, SEED + 1);
            upstream.hangUp();

            System.out.println("seed " + SEED + ": " + tally);
            assertThat(tally.wrong()).isEmpty();
            assertThat(tally.whole()).isGreaterThan(tally.failed() / 2).isPositive();
            breakwater.await(() -> breakwater.descriptors() <= descriptors, SETTLED);
            assertThat(breakwater.descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors);
            assertThat(breakwater.threads()).as("threads").isLessThanOrEqualTo(threads);
            assertThat(breakwater.output()).doesNotContain("OutOfMemory", "NullPointerException");
        }
    }

    /** Half of the answers are good ones, so that connections are used again. */
    private static boolean answer(RawRequest request, Socket connection) throws IOException {
        Exchange asked = Exchange.of(request);
        Random random = new Random(SEED ^ asked.id());
        Fault[] faults = Fault.values();
        Fault fault = random.nextBoolean() ? Fault.NONE : faults[random.nextInt(faults.length)];
        fault.play(asked.answerTo(request), connection);
        return fault.keepsTheConnection();
    }

    private static Tally run(BreakwaterProcess breakwater, Duration time, long seed)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Tally>> tallies = new ArrayList<>();
            IntStream.range(0, CLIENTS)
                    .mapToObj(
                            n ->
                                    new ChaosClient(
                                            breakwater.port(), n, new Random(seed * CLIENTS + n)))
                    .forEach(client -> tallies.add(threads.submit(() -> client.runUntil(end))));
            Tally all = Tally.NONE;
            for (Future<Tally> tally : tallies) {
                all = all.plus(tally.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
