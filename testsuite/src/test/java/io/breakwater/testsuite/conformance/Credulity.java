package io.breakwater.testsuite.conformance;

import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for what must not be: that Breakwater believes, keeps or forwards a value that the recorded system rejected or stripped.
 *
 * <p>Each fact of the result must be what the server says of itself, or what the recorded system believed or left in the header that tells
 * it, whatever the form it is written in; each header that is left must have been left there, with no list element more, or taken out there
 * because the request itself says the same. Facts that were
 * not recorded are not judged.
 */
final class Credulity {
    private static final Pattern BRACKETED = Pattern.compile("\"?\\[([^\\]]*)\\](:[^:]*)?\"?");
    private static final Pattern WITH_PORT = Pattern.compile("\"?([^:\"]+):([^:\"]*)\"?");
    private static final List<String> LISTS =
            List.of("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED");

    private final Request received;
    private final Expected recorded;
    private final Outcome own;
    private final Outcome actual;
    private final List<String> found = new ArrayList<>();

    private Credulity(Request received, Expected recorded, Outcome own, Outcome actual) {
        this.received = received;
        this.recorded = recorded;
        this.own = own;
        this.actual = actual;
    }

    /**
     * What was found, in words; nothing where all is well.
     *
     * @param own the result for the same request without forwarding headers
     */
    static List<String> in(Request received, Expected recorded, Outcome own, Outcome actual) {
        Credulity credulity = new Credulity(received, recorded, own, actual);
        credulity.look();
        return credulity.found;
    }

    private void look() {
        if (!recorded.started() && actual.started()) {
            found.add("a configuration is accepted that was refused");
        }
        if (actual.wasServed() && recorded.started()) {
            lookAtFacts();
            lookAtHeaders();
        }
    }

    private void lookAtFacts() {
        require(
                "REMOTE_ADDR",
                host(actual.value("REMOTE_ADDR")),
                with(
                        Stream.concat(
                                left("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"),
                                nearer(believed("REMOTE_ADDR"), "X-Forwarded-For", "Forwarded")),
                        believed("REMOTE_ADDR")));
        require(
                "wsgi.url_scheme",
                actual.value("wsgi.url_scheme"),
                with(
                        nearer(believed("wsgi.url_scheme"), "X-Forwarded-Proto"),
                        believed("wsgi.url_scheme"),
                        own.value("wsgi.url_scheme")));
        String prefix = believed("SCRIPT_NAME").replaceFirst("/$", "");
        require(
                "SCRIPT_NAME",
                actual.value("SCRIPT_NAME"),
                List.of(prefix, own.value("SCRIPT_NAME")));
        lookAtHost();
    }

    /** Host and port are told twice, as HTTP_HOST and as SERVER_NAME and SERVER_PORT: where one was recorded, the other is the same. */
    private void lookAtHost() {
        String host = believedOf("HTTP_HOST", "SERVER_NAME", "SERVER_PORT");
        String server = believedOf("SERVER_NAME", "HTTP_HOST");
        String told = server.isEmpty() ? host : server;
        require(
                "HTTP_HOST",
                host(actual.value("HTTP_HOST")),
                with(
                        Stream.concat(
                                left("HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED"),
                                nearer(told, "X-Forwarded-Host")),
                        host,
                        server));
        String port = believedOf("SERVER_PORT", "HTTP_HOST").replaceFirst("^0+", "");
        List<String> ports = new ArrayList<>(List.of("", port(host), port));
        ports.add(port(own.value("HTTP_HOST")));
        nearer(told, "X-Forwarded-Host").map(Credulity::port).forEach(ports::add);
        nearer(port, "X-Forwarded-Port").forEach(ports::add);
        require("the port in HTTP_HOST", port(actual.value("HTTP_HOST")), ports);
    }

    /** What was believed of a fact; nothing if only another one was recorded that tells the same. */
    private String believedOf(String fact, String... same) {
        boolean told = Stream.of(same).anyMatch(recorded::asserts);
        return told && !recorded.asserts(fact) && recorded.wasServed() ? "" : believed(fact);
    }

    /** What stands right of a believed element, in lists as received: nearer proxies wrote it, so whoever believes the one may believe it. */
    private Stream<String> nearer(String believed, String... lists) {
        return Stream.of(lists)
                .flatMap(
                        list -> {
                            List<String> elements = elements(received.value(list)).toList();
                            List<String> bare = elements.stream().map(Credulity::host).toList();
                            int at = bare.indexOf(host(believed));
                            return at < 0
                                    ? Stream.of()
                                    : elements.subList(at + 1, elements.size()).stream();
                        });
    }

    /** What the recorded system believed of a fact; a request that was refused believed nothing. */
    private String believed(String fact) {
        return recorded.wasServed() ? recorded.value(fact, actual.value(fact)) : own.value(fact);
    }

    /** What the recorded system left of lists, as far as that was recorded. */
    private Stream<String> left(String... lists) {
        return Stream.of(lists).map(list -> recorded.wasServed() ? recorded.value(list, "") : "");
    }

    /** The elements of lists and of facts. */
    private static List<String> with(Stream<String> lists, String... facts) {
        return Stream.concat(lists, Stream.of(facts))
                .flatMap(Credulity::elements)
                .map(Credulity::host)
                .toList();
    }

    private void require(String fact, String value, List<String> allowed) {
        boolean own =
                this.own.value(fact).equals(value)
                        || fact.equals("HTTP_HOST") && host(this.own.value(fact)).equals(value);
        if (!own && !allowed.contains(value)) {
            found.add(fact + " is " + value + ", which the recorded system did not believe");
        }
    }

    private void lookAtHeaders() {
        for (String variable : actual.variables().keySet()) {
            boolean asked =
                    recorded.allHeaders() || recorded.asserts(variable) || !recorded.wasServed();
            if (asked
                    && variable.startsWith("HTTP_")
                    && KnownHeaders.find(variable.substring(5)) != null) {
                lookAtHeader(variable);
            }
        }
    }

    private void lookAtHeader(String variable) {
        String left =
                recorded.wasServed() ? recorded.value(variable, Outcome.ABSENT) : Outcome.ABSENT;
        if (left.equals(Expected.CONSUMED)) {
            if (!saysWhatTheRequestSays(variable)) {
                found.add(variable + " says more than the request itself");
            }
        } else if (left.equals(Outcome.ABSENT)) {
            found.add(variable + " is left, which the recorded system removed");
        } else if (LISTS.contains(variable)) {
            List<String> allowed = with(Stream.of(left));
            with(Stream.of(actual.value(variable)))
                    .forEach(element -> require(variable, element, allowed));
        }
    }

    /** A believed header may stay where others take it out (B-16): its first element is the fact that is shown, and judged, anyway. */
    private boolean saysWhatTheRequestSays(String variable) {
        String first = actual.value(variable).split(",")[0];
        return switch (variable) {
            case "HTTP_X_FORWARDED_FOR" -> host(first).equals(actual.value("REMOTE_ADDR"));
            case "HTTP_X_FORWARDED_HOST" -> first.equals(actual.value("HTTP_HOST"));
            case "HTTP_X_FORWARDED_PROTO" -> first.equals(actual.value("wsgi.url_scheme"));
            case "HTTP_X_FORWARDED_SSL" ->
                    first.equals("on") == actual.value("wsgi.url_scheme").equals("https");
            case "HTTP_X_FORWARDED_PORT" -> first.equals(actual.value("SERVER_PORT"));
            default -> false;
        };
    }

    /** The elements of a list; of {@code Forwarded}, the values of the parameters. */
    private static Stream<String> elements(String list) {
        return Stream.of(list.split("[,;]"))
                .map(element -> element.substring(element.indexOf('=') + 1).strip())
                .filter(element -> !element.isEmpty());
    }

    /** A host or node without port, brackets and quotes, in lower case. */
    private static String host(String text) {
        IpAddress whole = IpAddress.parse(text);
        if (whole != null) {
            return whole.toString();
        }
        Matcher bracketed = BRACKETED.matcher(text);
        Matcher withPort = WITH_PORT.matcher(text);
        String host =
                bracketed.matches()
                        ? bracketed.group(1)
                        : withPort.matches() ? withPort.group(1) : text;
        String bare = host.replace("\"", "").toLowerCase(Locale.ROOT);
        IpAddress address = IpAddress.parse(bare);
        return address == null ? bare : address.toString();
    }

    private static String port(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || authority.endsWith("]") ? "" : authority.substring(colon + 1);
    }
}
