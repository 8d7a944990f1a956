package io.breakwater.testsuite.faults;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A client that asks one thing after another, on one connection as long as it lasts, and knows what the answers have to be. */
final class ChaosClient {
    private static final int MAX_LENGTH = 100_000;
    private static final long IDS_OF_A_CLIENT = 1_000_000;
    private static final Set<Integer> FAILURES = Set.of(502, 503, 504);

    private final int port;
    private final Random random;
    private final long firstId;

    ChaosClient(int port, int number, Random random) {
        this.port = port;
        this.random = random;
        this.firstId = 1 + number * IDS_OF_A_CLIENT;
    }

    Tally runUntil(long end) {
        Tally tally = Tally.NONE;
        long id = firstId;
        while (System.nanoTime() - end < 0) {
            try (RawClient client = RawClient.connect(port)) {
                boolean open = true;
                while (open && System.nanoTime() - end < 0) {
                    Exchange asked = next(id++);
                    RawResponse response = client.send(asked.request()).read();
                    tally = tally.plus(judge(asked, response));
                    open = !response.header("Connection").equals(Optional.of("close"));
                }
            } catch (UncheckedIOException ended) {
                boolean hung = ended.getCause() instanceof SocketTimeoutException;
                tally = tally.plus(hung ? Tally.aWrong(id - 1 + " hung") : Tally.aCut());
            }
        }
        return tally;
    }

    private Exchange next(long id) {
        boolean post = random.nextInt(3) == 0;
        return new Exchange(id, length(), post ? length() + 1 : 0);
    }

    /** Short ones mostly: they go over one connection one after the other. */
    private int length() {
        return random.nextInt(random.nextInt(4) == 0 ? MAX_LENGTH : 500);
    }

    private static Tally judge(Exchange asked, RawResponse response) {
        if (FAILURES.contains(response.status())) {
            return Tally.aFailure();
        }
        if (response.status() != 200) {
            return Tally.aWrong(asked.id() + " got " + response.status());
        }
        if (!response.header("X-Id").equals(Optional.of(String.valueOf(asked.id())))) {
            return Tally.aWrong(asked.id() + " got the answer to " + response.header("X-Id"));
        }
        return response.text().equals(asked.answer().body())
                ? Tally.aWhole()
                : Tally.aWrong(asked.id() + " got a wrong body of " + response.text().length());
    }
}
