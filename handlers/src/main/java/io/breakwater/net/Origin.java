package io.breakwater.net;

import java.util.OptionalInt;

/**
 * Scheme, host and port together: what makes two URLs of one web site (RFC 6454 section 4).
 *
 * @param host as in {@link Authority}
 * @param port 1..65535, also when it is the scheme's default
 */
public record Origin(Scheme scheme, String host, int port) {
    public static Origin of(Scheme scheme, Authority authority) {
        return new Origin(scheme, authority.host(), authority.effectivePort(scheme));
    }

    /** Host and port as a Host header has them: the default port left out. */
    public Authority authority() {
        return new Authority(host, OptionalInt.empty()).withPort(port, scheme);
    }

    /** Whether both are the same site: the host in any case. */
    public boolean sameAs(Origin other) {
        return scheme == other.scheme && port == other.port && host.equalsIgnoreCase(other.host);
    }

    /** The URL without a path: {@code https://www.example.com}. */
    @Override
    public String toString() {
        return port == scheme.defaultPort()
                ? scheme.text() + "://" + host
                : scheme.text() + "://" + host + ":" + port;
    }
}
