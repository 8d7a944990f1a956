package io.breakwater.testsuite.bench.load;

import io.breakwater.testsuite.bench.Running;
import io.breakwater.testsuite.bench.load.Wrk.Answers;
import io.breakwater.testsuite.peers.Nginx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints how much processor time each {@link Proxy} uses for a request, and how many requests it fails under load.
 *
 * <p>All stand in front of the same nginx. The one that is asked has a core for itself; the upstream and the client share the other. They take
 * turns, so that a busy moment hits all of them, and the median counts. It asserts nothing. System properties: {@code rounds} (5),
 * {@code seconds} of each turn (3), {@code load.seconds} (10) for each number of connections, {@code proxies} (all; names divided by commas).
 */
public final class LoadTable {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("seconds", 3));
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("load.seconds", 10));
    private static final int CONNECTIONS = 32;
    private static final List<Integer> LOADS = List.of(32, 256, 500);

    private final Map<Proxy, Running> running = new EnumMap<>(Proxy.class);
    private final Map<Proxy, List<Double>> micros = new EnumMap<>(Proxy.class);

    private LoadTable() {}

    public static void main(String[] arguments) {
        Core.OTHERS.take();
        try (Nginx upstream = Nginx.configured(Configurations::upstream)) {
            Core.PROXY.take();
            LoadTable table = new LoadTable();
            for (Proxy proxy : chosen()) {
                table.running.put(proxy, proxy.start(upstream.port()));
            }
            Core.OTHERS.take();
            table.printCosts();
            table.printLoads();
        }
        System.exit(0); // which ends the proxies
    }

    private static List<Proxy> chosen() {
        String names = System.getProperty("proxies");
        return names == null
                ? List.of(Proxy.values())
                : Stream.of(names.split(",")).map(Proxy::valueOf).toList();
    }

    private void printCosts() {
        running.forEach((proxy, one) -> Wrk.ask(one.port(), CONNECTIONS, proxy.warming()));
        for (int round = 0; round < ROUNDS; round++) {
            running.forEach(
                    (proxy, one) ->
                            micros.computeIfAbsent(proxy, p -> new ArrayList<>()).add(cost(one)));
        }
        System.out.printf(
                Locale.ROOT, "%-20s %14s %8s %8s%n", "", "CPU us/request", "ratio", "spread");
        running.keySet().forEach(this::printCost);
    }

    private static double cost(Running one) {
        long before = one.processorTime().get().toNanos();
        Answers answers = Wrk.ask(one.port(), CONNECTIONS, TURN);
        return (one.processorTime().get().toNanos() - before) / 1e3 / answers.requests();
    }

    private void printCost(Proxy proxy) {
        double own = median(proxy);
        double spread =
                micros.get(proxy).stream().mapToDouble(m -> Math.abs(m - own)).max().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-20s %14.1f %8.2f %7.0f%%%n",
                proxy.title(),
                own,
                own
                        / median(
                                running.containsKey(Proxy.PROXY_HANDLER)
                                        ? Proxy.PROXY_HANDLER
                                        : proxy),
                100 * spread / own);
    }

    private double median(Proxy proxy) {
        double[] sorted = micros.get(proxy).stream().mapToDouble(m -> m).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void printLoads() {
        System.out.printf(
                "%n%-20s %12s %12s %10s %8s%n",
                "", "connections", "requests/s", "not 2xx", "broken");
        for (int connections : LOADS) {
            running.forEach(
                    (proxy, one) ->
                            printLoad(proxy, connections, Wrk.ask(one.port(), connections, LOAD)));
        }
    }

    private static void printLoad(Proxy proxy, int connections, Answers answers) {
        System.out.printf(
                "%-20s %12d %12d %10d %8d%n",
                proxy.title(),
                connections,
                answers.requests() / LOAD.toSeconds(),
                answers.refused(),
                answers.broken());
    }
}
