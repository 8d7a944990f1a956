package io.breakwater.testsuite.bench.load;

import io.breakwater.testsuite.peers.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The client: asks as fast as it is answered, with the headers of a proxy in front. */
final class Wrk {
    static final List<String> FORWARDING_NAMES =
            List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    private static final List<String> FORWARDING =
            List.of("203.0.113.5", "https", "www.example.com", "443");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile(
                    "Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    private Wrk() {}

    /**
     * What came of it.
     *
     * @param refused answers that are not 2xx or 3xx
     * @param broken connections that could not be opened, failed, or timed out
     */
    record Answers(long requests, long refused, long broken) {}

    static Answers ask(int port, int connections, Duration time) {
        List<String> command = new ArrayList<>();
        command.add(Peers.require("wrk").toString());
        command.addAll(List.of("-t", "1", "-c", "" + connections, "-d", time.toSeconds() + "s"));
        for (int i = 0; i < FORWARDING.size(); i++) {
            command.addAll(List.of("-H", FORWARDING_NAMES.get(i) + ": " + FORWARDING.get(i)));
        }
        command.add("http://127.0.0.1:" + port + Proxy.MOUNT + "/orders/7?n=1");
        return read(output(command));
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(command + " could not be run", e);
        }
    }

    private static Answers read(String said) {
        return new Answers(sum(REQUESTS, said), sum(REFUSED, said), sum(BROKEN, said));
    }

    private static long sum(Pattern numbers, String said) {
        return numbers.matcher(said)
                .results()
                .flatMap(
                        found ->
                                Stream.iterate(1, i -> i <= found.groupCount(), i -> i + 1)
                                        .map(found::group))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
