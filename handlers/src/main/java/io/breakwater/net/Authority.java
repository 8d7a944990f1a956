package io.breakwater.net;

import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A host with an optional port: the value of a Host header (RFC 9110 section 7.2) that cannot smuggle anything into a URL.
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text (B-13)</caption>
 * <tr><td>{@code www.example.com}, {@code www.example.com:8443}, {@code 203.0.113.5}</td><td>as written</td></tr>
 * <tr><td>{@code [2001:DB8::1]:443}</td><td>{@code [2001:db8::1]:443}</td></tr>
 * <tr><td>{@code user@host}, {@code a/b}, {@code a?b}, {@code a#b}, {@code a\b}, {@code a,b}, {@code a b}, {@code a%2fb}, {@code a..b},
 * {@code .a}, {@code host:}, {@code host:0}, {@code 2001:db8::1}, empty</td><td>null</td></tr>
 * </table>
 *
 * <p>Percent signs are refused although RFC 3986 allows them in a host: no name that DNS serves has one, and they decode to anything.
 *
 * <p>Immutable and safe for use by several threads. Parsed for each request, it is checked once and not again by the constructor, as a record
 * would be.
 */
public final class Authority {
    private static final int MAX_HOST_LENGTH = 255;
    private static final CharacterSet ALLOWED = CharacterSet.alphanumericAnd("-._~!$&'()*+;=");

    private final String host;
    private final int port;

    /**
     * The authority of a host and perhaps a port.
     *
     * @param host a name, an IPv4 literal, or an IPv6 literal in brackets; never empty
     * @param port 1..65535 if one was written
     * @throws IllegalArgumentException for anything else
     */
    public Authority(String host, OptionalInt port) {
        this(host, port.orElse(Ports.NONE));
        if (!isHost(host) || port.isPresent() && !Ports.isPort(port.getAsInt())) {
            throw new IllegalArgumentException("not a host and port");
        }
    }

    /** Of parts that were checked before. */
    private Authority(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** The authority that the whole of {@code text} writes out, or null. */
    public static @Nullable Authority parse(String text) {
        int portColon =
                text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.indexOf(':');
        String host = portColon < 0 ? text : text.substring(0, portColon);
        int port = portColon < 0 ? Ports.NONE : Ports.parse(text, portColon + 1, text.length());
        if (portColon >= 0 && port == Ports.NONE) {
            return null;
        }
        String canonical = canonicalHost(host);
        return canonical == null ? null : new Authority(canonical, port);
    }

    private static @Nullable String canonicalHost(String host) {
        if (host.startsWith("[")) {
            IpAddress address = bracketed(host);
            return address == null ? null : "[" + (address.isV4() ? "::ffff:" : "") + address + "]";
        }
        return isName(host) ? host : null;
    }

    private static boolean isHost(String host) {
        return host.startsWith("[") ? bracketed(host) != null : isName(host);
    }

    private static @Nullable IpAddress bracketed(String host) {
        boolean closed =
                host.length() > 2
                        && host.indexOf(']') == host.length() - 1
                        && host.indexOf(':') > 0;
        return closed ? IpAddress.parse(host, 1, host.length() - 1) : null;
    }

    private static boolean isName(String host) {
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH || host.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean emptyLabel = c == '.' && i + 1 < host.length() && host.charAt(i + 1) == '.';
            if (emptyLabel || !ALLOWED.has(c)) {
                return false;
            }
        }
        return true;
    }

    /** A name, an IPv4 literal, or an IPv6 literal in brackets; never empty. */
    public String host() {
        return host;
    }

    /** 1..65535 if one was written. */
    public OptionalInt port() {
        return port == Ports.NONE ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** The port written, else the scheme's default. */
    public int effectivePort(Scheme scheme) {
        return port == Ports.NONE ? scheme.defaultPort() : port;
    }

    /**
     * The same host with this port, which is left out if it is the scheme's default (B-15).
     *
     * @throws IllegalArgumentException if it is not 1..65535
     */
    public Authority withPort(int newPort, Scheme scheme) {
        if (!Ports.isPort(newPort)) {
            throw new IllegalArgumentException("not a port");
        }
        int shown = newPort == scheme.defaultPort() ? Ports.NONE : newPort;
        return shown == port ? this : new Authority(host, shown);
    }

    /** The same in lower case. */
    public Authority toLowerCase() {
        return isLowerCase() ? this : new Authority(host.toLowerCase(Locale.ROOT), port);
    }

    private boolean isLowerCase() {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 'A' && host.charAt(i) <= 'Z') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Authority that && host.equals(that.host) && port == that.port;
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return port == Ports.NONE ? host : host + ":" + port;
    }
}
