package io.breakwater.cdi;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts the requests of all configurations that have been in service. */
final class Traffic {
    private static final int CLASSES = 5;

    private final List<LongAdder> answers = adders();
    private final List<LongAdder> nanos = adders();

    private static List<LongAdder> adders() {
        return Stream.generate(LongAdder::new).limit(CLASSES).toList();
    }

    void answered(HttpServerExchange exchange) {
        int index = Math.min(Math.max(exchange.getStatusCode() / 100, 1), CLASSES) - 1;
        answers.get(index).increment();
        long start = exchange.getRequestStartTime();
        if (start > 0) {
            nanos.get(index).add(System.nanoTime() - start);
        }
    }

    /** @param digit the first one of their status */
    long answers(int digit) {
        return answers.get(digit - 1).sum();
    }

    /** All together. */
    double seconds(int digit) {
        return nanos.get(digit - 1).sum() / 1e9;
    }
}
