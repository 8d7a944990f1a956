package io.breakwater.cli.verify;

import io.breakwater.cli.verify.Finding.Result;
import io.breakwater.net.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found, for people and for programs.
 *
 * @param ways in the order tried
 */
public record Report(List<Way> ways) {
    private static final int SCHEMA = 1;

    public Report {
        ways = List.copyOf(ways);
    }

    /** Whether nothing failed. */
    public boolean passed() {
        return count(Result.FAIL) == 0;
    }

    private long count(Result result) {
        return ways.stream()
                .flatMap(way -> way.findings().stream())
                .filter(finding -> finding.result() == result)
                .count();
    }

    /** A heading for each way, a line for each attack, and the totals. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Way way : ways) {
            text.append(heading(way)).append('\n');
            for (Finding finding : way.findings()) {
                text.append(finding.result() + " " + finding.attack() + ": " + finding.reason())
                        .append('\n');
            }
        }
        return text.append(totals()).append('\n').toString();
    }

    private static String heading(Way way) {
        String shown = way.shown().stream().map(Fact::word).collect(Collectors.joining(", "));
        String heading =
                (way.name().equals("via") ? "Through " : "Straight to ")
                        + way.server()
                        + " from "
                        + way.from()
                        + (shown.isEmpty() ? "" : "; answers show " + shown);
        return way.fromTrusted() ? heading + "\n" + trusted(way) : heading;
    }

    private static String trusted(Way way) {
        return "The server trusts this machine and believes it by design: "
                + (way.findings().isEmpty()
                        ? "nothing is tried this way."
                        : "run this from elsewhere, or use --from or --via.");
    }

    private String totals() {
        long all = ways.stream().mapToLong(way -> way.findings().size()).sum();
        return String.format(
                Locale.ROOT,
                "%d attacks: %d PASS, %d WARN, %d FAIL",
                all,
                count(Result.PASS),
                count(Result.WARN),
                count(Result.FAIL));
    }

    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("result", passed() ? "pass" : "fail");
        for (Result result : Result.values()) {
            json.put(result.code(), count(result));
        }
        json.put("ways", ways.stream().map(Report::way).toList());
        return JsonText.of(json);
    }

    private static Map<String, Object> way(Way way) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("way", way.name());
        json.put("url", way.server().toString());
        json.put("from", way.from().toString());
        way.trustedBy().ifPresent(entry -> json.put("trustedBy", entry));
        json.put("fromTrusted", way.fromTrusted());
        json.put("shown", way.shown().stream().map(Fact::word).toList());
        json.put("attacks", way.findings().stream().map(Report::finding).toList());
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", finding.result().code());
        json.put("attack", finding.attack());
        json.put("sent", finding.sent());
        json.put("reason", finding.reason());
        return json;
    }
}
