package io.breakwater.testsuite.conformance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts what came of the cases of one file. */
final class Summary {
    private final String file;
    private final Map<Differences.Reason, Integer> byReason = new LinkedHashMap<>();
    private int cases;
    private int same;
    private int failed;
    private int onSockets;
    private int configurations;

    Summary(String file, Differences differences) {
        this.file = file;
        differences.reasons().forEach(reason -> byReason.put(reason, 0));
    }

    /** A case, before anything is known of it. */
    void begin(boolean configuration, boolean onSocket) {
        cases++;
        failed++;
        configurations += configuration ? 1 : 0;
        onSockets += onSocket ? 1 : 0;
    }

    /** The case that was begun last is in order. */
    void pass(Set<Differences.Reason> reasons) {
        failed--;
        same += reasons.isEmpty() ? 1 : 0;
        reasons.forEach(reason -> byReason.merge(reason, 1, Integer::sum));
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        row(table, file + ": cases", cases);
        row(table, "  as recorded", same);
        row(table, "  different", cases - same - failed);
        byReason.forEach(
                (reason, count) ->
                        row(
                                table,
                                "    "
                                        + reason.rule()
                                        + " "
                                        + reason.name()
                                        + (reason.believesMore() ? " (believes more)" : ""),
                                count));
        row(table, "  failed", failed);
        row(table, "  of them configuration only", configurations);
        row(table, "  of them on sockets", onSockets);
        return table.toString();
    }

    private static void row(StringBuilder table, String label, int count) {
        table.append(String.format(Locale.ROOT, "%-64s %5d%n", label, count));
    }
}
