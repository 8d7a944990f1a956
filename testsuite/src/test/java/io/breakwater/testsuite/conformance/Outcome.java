package io.breakwater.testsuite.conformance;

import io.breakwater.options.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a case, in the words of CGI (RFC 3875 section 4.1).
 *
 * @param variables {@code start} is {@code accepted} or what was wrong with the configuration; {@code status} is the answer's; {@code
 *     malformed} the header that it names; {@code trusted} tells whether the peer is; {@code refusedBy} is there if Breakwater never saw the request; the rest is what the application saw
 */
record Outcome(SortedMap<String, String> variables) {
    static final String ABSENT = "(absent)";
    static final String START = "start";
    static final String ACCEPTED = "accepted";
    static final String STATUS = "status";
    static final String MALFORMED = "malformed";
    static final String REFUSED_BY = "refusedBy";
    static final String TRUSTED = "trusted";
    static final String PEER_PORT = "<peer-port>";
    static final String LISTEN_PORT = "<listen-port>";
    static final String UPSTREAM_PORT = "<upstream-port>";
    static final String UPSTREAM_SOCKET = "<upstream-socket>";
    static final String TLS_PORT = "<tls-port>";
    static final String CLOSED_PORT = "<closed-port>";
    static final String FILES = "<files>";
    static final String LOCAL_NAME = "<local-name>";

    /** Before the name of a header that the client gets, and of one that the upstream gets. */
    static final String RESPONSE = "response ";

    static final String UPSTREAM = "upstream ";

    static final String UPSTREAM_LINE = UPSTREAM + "requestLine";

    /** What tells why a request was refused. */
    static final List<String> REFUSAL = List.of(MALFORMED, REFUSED_BY);

    Outcome {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    static Outcome refusedToStart(List<Problem> problems) {
        String text = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return new Outcome(new TreeMap<>(Map.of(START, text)));
    }

    static Outcome accepted(Map<String, String> effective) {
        SortedMap<String, String> variables = new TreeMap<>(effective);
        variables.put(START, ACCEPTED);
        return new Outcome(variables);
    }

    String value(String variable) {
        return variables.getOrDefault(variable, ABSENT);
    }

    boolean started() {
        return value(START).equals(ACCEPTED) || value(START).equals(ABSENT);
    }

    /** Whether the application got the request. */
    boolean wasServed() {
        return variables.containsKey(STATUS) && value(STATUS).compareTo("400") < 0;
    }

    /** CGI's name for a header (RFC 3875 section 4.1.18). */
    static String cgiName(String header) {
        return "HTTP_" + header.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether a variable is one of those by which proxies tell something; whatever we tell an upstream is. */
    static boolean isForwarding(String variable) {
        return variable.startsWith("HTTP_X_")
                || variable.equals("HTTP_FORWARDED")
                || variable.startsWith(UPSTREAM);
    }
}
