package io.breakwater.testsuite.conformance;

import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a case expects, in the words of CGI. Unless another status is said, the request is served. */
final class ExpectedFacts {
    private final SortedMap<String, String> variables =
            new TreeMap<>(Map.of(Outcome.STATUS, "200"));

    ExpectedFacts is(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** The start is refused. */
    ExpectedFacts refusedToStart(String why) {
        return is(Outcome.START, why);
    }

    /** An address; Java's servers put IPv6 into brackets, which CGI does not. */
    ExpectedFacts address(String shown) {
        return is("REMOTE_ADDR", shown.replaceAll("[\\[\\]]", ""));
    }

    /** A header that is left with a value, or, if that is null, taken out because it was believed. */
    ExpectedFacts header(String name, String value) {
        return is(Outcome.cgiName(name), value.equals("null") ? Expected.CONSUMED : value);
    }

    /** The URL that an application would link to itself with, of which the end is the path without a prefix. */
    ExpectedFacts url(String url, String path) {
        URI uri = URI.create(url);
        is("wsgi.url_scheme", uri.getScheme());
        is("HTTP_HOST", uri.getRawAuthority());
        return path(uri.getPath(), path);
    }

    /** A path, of which the end is the path without a prefix. */
    ExpectedFacts path(String whole, String path) {
        if (!whole.endsWith(path)) {
            throw new IllegalArgumentException(whole + " does not end with " + path);
        }
        return is("SCRIPT_NAME", whole.substring(0, whole.length() - path.length()));
    }

    Expected expected() {
        return new Expected(variables, false);
    }
}
