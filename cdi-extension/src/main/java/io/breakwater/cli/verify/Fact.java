package io.breakwater.cli.verify;

import io.breakwater.net.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer can show of a request. */
public enum Fact {
    ADDRESS,
    HOST,
    SCHEME;

    /** The text to look for in an answer to a request that came from here. */
    String text(WebServer server, IpAddress from) {
        return switch (this) {
            case ADDRESS -> from.toString();
            case HOST -> server.origin().host();
            case SCHEME -> server.origin().scheme().text();
        };
    }

    boolean isIn(Sight sight, WebServer server, IpAddress from) {
        return Tokens.occurrences(text(server, from), sight.facts()) > 0;
    }

    static List<Fact> shownBy(Sight sight, WebServer server, IpAddress from) {
        return Arrays.stream(values()).filter(fact -> fact.isIn(sight, server, from)).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
