package io.breakwater.route;

import java.util.Locale;

/**
 * A host name, or {@code *.} and a host name for all names below it.
 *
 * <table>
 * <caption>What matches</caption>
 * <tr><td>{@code www.example.com}</td><td>{@code WWW.example.com}, {@code www.example.com.}, {@code www.example.com:8443}</td></tr>
 * <tr><td>{@code *.example.com}</td><td>{@code a.example.com}, {@code a.b.example.com}; not {@code example.com}</td></tr>
 * </table>
 *
 * @param text in lower case, without a port or a dot at the end
 */
public record HostPattern(String text) {
    public HostPattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Whether the value of a Host header names such a host; its port does not matter. */
    public boolean matches(String hostHeader) {
        return matchesName(nameIn(hostHeader));
    }

    /** The same for what {@link #nameIn} has found. */
    boolean matchesName(String host) {
        if (!text.startsWith("*.")) {
            return host.equals(text);
        }
        int suffix = text.length() - 1;
        return host.length() > suffix
                && host.regionMatches(host.length() - suffix, text, 1, suffix);
    }

    /** The host of a Host header, as names are compared: in lower case, without port and without a dot at the end. */
    public static String nameIn(String hostHeader) {
        int portColon =
                hostHeader.startsWith("[")
                        ? hostHeader.indexOf(':', hostHeader.indexOf(']') + 1)
                        : hostHeader.indexOf(':');
        String host = portColon < 0 ? hostHeader : hostHeader.substring(0, portColon);
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
