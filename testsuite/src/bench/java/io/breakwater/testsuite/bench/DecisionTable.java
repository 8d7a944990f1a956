package io.breakwater.testsuite.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what deciding costs in time and memory, for each {@link Row} and {@link Reader}; each row as soon as it is measured.
 *
 * <p>Each number is the median of some JVMs, of two the lesser, in which the readers of a row take turns, so that a busy moment hits all of them; those that are
 * not Undertow's have one turn. Time is processor time, garbage collection included, of the best iteration, so that other programs' share of
 * the machine is not counted. The ratio is to Undertow's own handler for these headers, and of long trust lists to one entry; where the
 * other needs next to nothing there is none. It asserts nothing.
 *
 * <p>System properties: {@code rounds} (2), {@code rows} and {@code readers} (all; names divided by commas).
 */
public final class DecisionTable {
    private static final int ROUNDS = Integer.getInteger("rounds", 2);

    /** Less cannot be told from what the readers have in common. */
    private static final double MEASURABLE_NANOS = 20;

    private final Map<Case, List<Cost>> costs = new LinkedHashMap<>();

    private DecisionTable() {}

    public static void main(String[] arguments) throws Exception {
        DecisionTable table = new DecisionTable();
        for (List<Row> rows : comparable(chosen(Row.class, "rows"))) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Row row : rows) {
                    table.measure(row, round);
                }
            }
            for (Row row : rows) {
                table.print(row);
            }
        }
        System.exit(0); // the servers that were asked what they see still run
    }

    private static <E extends Enum<E>> List<E> chosen(Class<E> type, String property) {
        String names = System.getProperty(property);
        return names == null
                ? List.of(type.getEnumConstants())
                : Stream.of(names.split(",")).map(name -> Enum.valueOf(type, name)).toList();
    }

    /** Rows that are compared with each other, together. */
    private static Collection<List<Row>> comparable(List<Row> rows) {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(
                                row -> row.isAboutTrustLists() ? Row.TRUST_1 : row,
                                LinkedHashMap::new,
                                Collectors.toList()))
                .values();
    }

    private void measure(Row row, int round) throws RunnerException {
        for (Reader reader : chosen(Reader.class, "readers")) {
            boolean hasTurn = round == 0 || reader.alone() == Reader.UNDERTOW_ALONE;
            if (hasTurn && reader.takesPartIn(row)) {
                costs.computeIfAbsent(new Case(row, reader), c -> new ArrayList<>())
                        .add(measure(row, reader));
            }
        }
    }

    private static Cost measure(Row row, Reader reader) throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include(DecisionBenchmark.class.getName())
                        .param("row", row.name())
                        .param("reader", reader.name())
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .shouldFailOnError(true)
                        .forks(1)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        RunResult result = new Runner(options).runSingle();
        return new Cost(
                result.getSecondaryResults().get(CpuProfiler.LABEL).getScore(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private void print(Row row) throws Exception {
        System.out.printf(
                Locale.ROOT, "%n%-38s %9s %9s %9s %8s%n", row.title(), "ns", "reading", "B", "ratio");
        for (Case each : costs.keySet()) {
            if (each.row() == row) {
                print(each);
            }
        }
    }

    private void print(Case each) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "  %-36s %9.0f %9s %9s %8s  %s%n",
                each.reader().title(),
                median(each, Cost::nanos),
                each.reader().isAlone() ? "" : text("%.0f", reading(each, Cost::nanos)),
                text("%.0f", reading(each, Cost::bytes)),
                ratio(each),
                each.reader().mistake(each.row()));
    }

    private static String text(String format, double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, format, number);
    }

    private String ratio(Case each) {
        Case other = yardstick(each);
        boolean comparable = costs.containsKey(other) && !each.reader().isAlone();
        double nanos = comparable ? reading(other, Cost::nanos) : 0;
        return nanos < MEASURABLE_NANOS ? "" : text("%.2f", reading(each, Cost::nanos) / nanos);
    }

    private static Case yardstick(Case each) {
        Row row = each.row();
        return row.isAboutTrustLists()
                ? new Case(Row.TRUST_1, each.reader())
                : new Case(row, row.usesForwarded() ? Reader.FORWARDED : Reader.PROXY_PEER_ADDRESS);
    }

    /** What a reader adds to a request; for a request alone, all of it. */
    private double reading(Case each, ToDoubleFunction<Cost> of) {
        Case alone = new Case(each.row(), each.reader().alone());
        return each.reader().isAlone()
                ? median(each, of)
                : median(each, of) - (costs.containsKey(alone) ? median(alone, of) : Double.NaN);
    }

    private double median(Case each, ToDoubleFunction<Cost> of) {
        double[] sorted = costs.get(each).stream().mapToDouble(of).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private record Case(Row row, Reader reader) {}

    /** Of one request, in one JVM. */
    private record Cost(double nanos, double bytes) {}
}
