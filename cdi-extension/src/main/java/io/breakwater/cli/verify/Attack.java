package io.breakwater.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that claims to be what it is not.
 *
 * @param name what the report calls it
 * @param target what stands in the request line; empty for the server's own
 * @param lines header lines; a Host or Connection among them replaces the usual one
 * @param needles texts that nothing but this attack can bring into an answer
 * @param malformed whether a server does right to refuse it with any status of the 400s
 * @param trustedSay whether it is among what trusted proxies may say although it was not chosen (B-7)
 */
record Attack(
        String name,
        Optional<String> target,
        List<String> lines,
        List<String> needles,
        boolean malformed,
        boolean trustedSay) {
    private static final String CONNECTION = "Connection";
    private static final String CLOSE_AND = "Connection: close, ";

    Attack {
        lines = List.copyOf(lines);
        needles = List.copyOf(needles);
    }

    /** A request that attacks nothing. */
    static final Attack NONE =
            new Attack("none", Optional.empty(), List.of(), List.of(), false, false);

    static Attack of(String name, List<String> lines, List<String> needles) {
        return new Attack(name, Optional.empty(), lines, needles, false, false);
    }

    Attack asMalformed() {
        return new Attack(name, target, lines, needles, true, trustedSay);
    }

    Attack asTrustedSay() {
        return new Attack(name, target, lines, needles, malformed, true);
    }

    Attack withTarget(String other) {
        return new Attack(name, Optional.of(other), lines, needles, malformed, trustedSay);
    }

    /** Names of header lines whose values may be echoed as what they are: headers. */
    List<String> names() {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(':')).strip())
                .filter(name -> !name.equalsIgnoreCase("Host") && !name.equals(CONNECTION))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** What its Connection header names besides {@code close}, if it has one. */
    Optional<String> namedByConnection() {
        return lines.stream()
                .filter(line -> line.startsWith(CLOSE_AND))
                .map(line -> line.substring(CLOSE_AND.length()))
                .findFirst();
    }

    String request(WebServer server) {
        List<String> head = new ArrayList<>();
        head.add("GET " + target.orElse(server.target()) + " HTTP/1.1");
        if (!has("host")) {
            head.add("Host: " + server.host());
        }
        head.add("User-Agent: breakwater-verify");
        head.add("Accept: application/json, text/plain;q=0.9, */*;q=0.8");
        head.add("Cache-Control: no-cache");
        head.addAll(lines);
        if (!has("connection")) {
            head.add("Connection: close");
        }
        return String.join("\r\n", head) + "\r\n\r\n";
    }

    private boolean has(String lowerCaseName) {
        return lines.stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName));
    }
}
