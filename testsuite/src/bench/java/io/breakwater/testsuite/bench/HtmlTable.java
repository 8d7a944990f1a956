package io.breakwater.testsuite.bench;

import io.breakwater.testsuite.browser.DocumentationSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Prints what rewriting the URLs of pages costs (P-13): processor time for each megabyte of HTML, of each {@link PageRewriter} with rewriting
 * and without it.
 *
 * <p>All are asked for the same pages, uncompressed, by one client over one connection that is kept. They take turns, so that a busy moment
 * hits all of them. Each is warmed before, until its cost falls no more; the threads of a Java runtime that compile and collect are counted
 * all the time. It asserts nothing. System properties: {@code rounds} (8).
 */
public final class HtmlTable {
    private static final int ROUNDS = Integer.getInteger("rounds", 8);

    /** How often each reads the site in a round: a process that has rested long has to fetch all its memory first. */
    private static final int READINGS = 5;

    private final Map<PageRewriter, Pair> pairs = new EnumMap<>(PageRewriter.class);

    private HtmlTable() {}

    /** The same proxy with rewriting and without it. */
    private record Pair(PageReader rewriting, PageReader plain) implements AutoCloseable {
        static Pair of(PageRewriter rewriter, DocumentationSite site) {
            return new Pair(
                    new PageReader(rewriter.start(site.url(), true), site.pages()),
                    new PageReader(rewriter.start(site.url(), false), site.pages()));
        }

        /** What rewriting adds for a megabyte. */
        double more() {
            return rewriting.millisPerMegabyte() - plain.millisPerMegabyte();
        }

        @Override
        public void close() {
            rewriting.close();
            plain.close();
        }
    }

    public static void main(String... arguments) throws Exception {
        Path root = Files.createTempDirectory("breakwater-site");
        HtmlTable table = new HtmlTable();
        try (DocumentationSite site = DocumentationSite.in(root)) {
            for (PageRewriter rewriter : PageRewriter.values()) {
                table.pairs.put(rewriter, Pair.of(rewriter, site));
            }
            table.warmUp();
            table.measure();
            table.print(site.pages().size());
        } finally {
            table.close();
            delete(root);
        }
    }

    private void warmUp() throws Exception {
        for (Map.Entry<PageRewriter, Pair> each : pairs.entrySet()) {
            System.out.printf(
                    "%s, warming: rewriting %s; plain %s%n",
                    each.getKey().title(),
                    each.getValue().rewriting().warmUp(each.getKey().leastWarming()),
                    each.getValue().plain().warmUp(each.getKey().leastWarming()));
        }
    }

    private void measure() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (Pair pair : pairs.values()) {
                pair.rewriting().readAll(READINGS);
                pair.plain().readAll(READINGS);
            }
        }
    }

    private void print(int pages) {
        System.out.printf(
                "%n%d pages, %d times; milliseconds of processor time per megabyte%n",
                pages, ROUNDS * READINGS);
        System.out.printf(
                "%-18s %10s %10s %10s %12s %12s%n",
                "", "rewriting", "plain", "more", "ratio: whole", "ratio: more");
        pairs.forEach(this::print);
    }

    private void print(PageRewriter rewriter, Pair pair) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %10.2f %10.2f %10.2f %12.2f %12.2f%n",
                rewriter.title(),
                pair.rewriting().millisPerMegabyte(),
                pair.plain().millisPerMegabyte(),
                pair.more(),
                ratio(pair, each -> each.rewriting().millisPerMegabyte()),
                ratio(pair, Pair::more));
    }

    /** How many times another's cost Breakwater's is. */
    private double ratio(Pair other, ToDoubleFunction<Pair> cost) {
        return cost.applyAsDouble(pairs.get(PageRewriter.BREAKWATER)) / cost.applyAsDouble(other);
    }

    private void close() {
        for (Pair pair : pairs.values()) {
            pair.close();
        }
    }

    private static void delete(Path root) throws Exception {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(found::add);
        }
        for (Path file : found) {
            Files.delete(file);
        }
    }
}
