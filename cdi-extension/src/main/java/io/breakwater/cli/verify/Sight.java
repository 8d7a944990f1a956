package io.breakwater.cli.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an answer shows.
 *
 * @param status of the answer
 * @param facts the text that shows address, scheme, host, port and paths
 * @param headers the text that shows headers as they came; of servers other than ours the same text as {@code facts}
 * @param whoami whether the answer is our own whoami's, which tells the two apart
 * @param trustedBy the trust entry that whoami says holds this machine
 */
record Sight(int status, String facts, String headers, boolean whoami, Optional<String> trustedBy) {
    private static final String ANY_PUNCTUATION = "[^A-Za-z0-9]+";
    private static final String HEADERS = ",\"headers\":{";
    private static final String DECISION = ",\"decision\":{";
    private static final Pattern TRUSTED_BY = Pattern.compile("\"trustedBy\":\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:quot|apos|amp|lt|gt|#\\d+|#x\\w+);");

    /** What CGI calls so is no header, which it would call {@code HTTP_…}. */
    private static final String NOT_CGI = "(?!(?-i:SCRIPT_NAME|REMOTE_USER))";

    static Sight of(Answer answer) {
        String body = answer.body();
        int headers = body.indexOf(HEADERS);
        int decision = body.indexOf(DECISION, Math.max(0, headers));
        if (!body.startsWith("{\"environ\":{") || headers < 0) {
            String text = text(answer);
            return new Sight(answer.status(), text, text, false, Optional.empty());
        }
        int end = decision < 0 ? body.length() : decision;
        Matcher trusted = TRUSTED_BY.matcher(body).region(end, body.length());
        return new Sight(
                answer.status(),
                body.substring(0, headers),
                body.substring(headers, end),
                true,
                trusted.find() ? Optional.of(trusted.group(1)) : Optional.empty());
    }

    private static String text(Answer answer) {
        boolean html = answer.header("content-type").toLowerCase(Locale.ROOT).contains("html");
        String body =
                html
                        ? ENTITY.matcher(TAG.matcher(answer.body()).replaceAll(" ")).replaceAll(" ")
                        : answer.body();
        return body + "\n" + answer.header("location");
    }

    /** The facts without what echoes the attack's headers as headers. */
    String factsBeside(Attack attack) {
        if (whoami) {
            return facts;
        }
        String rest = withUsualConnection(facts, attack);
        for (String name : attack.names()) {
            rest = echo(name, attack).matcher(rest).replaceAll(" ");
        }
        return rest;
    }

    /** How often the attack's header names are shown, other than where its Connection header names them. */
    long arrivals(Attack attack) {
        String shown = withUsualConnection(headers, attack);
        return attack.names().stream()
                .mapToLong(name -> named(name).matcher(shown).results().count())
                .sum();
    }

    /** Some front ends send on what a client's Connection names without its {@code close}. */
    private static String withUsualConnection(String text, Attack attack) {
        String close = "(?:close" + ANY_PUNCTUATION + ")?";
        return attack.namedByConnection()
                .map(name -> "(?i)(connection" + ANY_PUNCTUATION + ")" + close + punctuated(name))
                .map(connection -> text.replaceAll(connection, "$1close"))
                .orElse(text);
    }

    /** Whether the value of one of the attack's headers is shown as that header's. */
    boolean echoes(Attack attack) {
        return attack.names().stream()
                .map(name -> echo(name, attack).matcher(headers))
                .flatMap(Matcher::results)
                .anyMatch(match -> match.group(1) != null);
    }

    /** A header's name, and the attack's value if that follows, whatever punctuation is between. */
    private static Pattern echo(String name, Attack attack) {
        List<String> values =
                attack.lines().stream()
                        .filter(line -> nameOf(line).equalsIgnoreCase(name))
                        .map(line -> punctuated(line.substring(line.indexOf(':') + 1)))
                        .toList();
        String value = String.join(ANY_PUNCTUATION, values) + "|" + String.join("|", values);
        return Pattern.compile(
                named(name).pattern()
                        + "("
                        + ANY_PUNCTUATION
                        + "(?:"
                        + value
                        + ")(?![A-Za-z0-9]))?",
                Pattern.CASE_INSENSITIVE);
    }

    private static String nameOf(String line) {
        return line.substring(0, line.indexOf(':')).strip();
    }

    private static String punctuated(String value) {
        return Pattern.compile(ANY_PUNCTUATION)
                .splitAsStream(value)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(ANY_PUNCTUATION));
    }

    private static Pattern named(String name) {
        String folded = name.replaceAll("[-_. ]", "[-_. ]");
        return Pattern.compile(
                "(?<![A-Za-z0-9_-])(?:HTTP_|" + NOT_CGI + ")" + folded + "(?![A-Za-z0-9_-])",
                Pattern.CASE_INSENSITIVE);
    }
}
