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
 * @param host a name, an IPv4 literal, or an IPv6 literal in brackets; never empty
 * @param port 1..65535 if one was written
 */
public record Authority(String host, OptionalInt port) {
    private static final int MAX_HOST_LENGTH = 255;
    private static final CharacterSet ALLOWED = CharacterSet.alphanumericAnd("-._~!$&'()*+;=");

    public Authority {
        if (!isHost(host) || port.isPresent() && !Ports.isPort(port.getAsInt())) {
            throw new IllegalArgumentException("not a host and port");
        }
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
        return canonical == null
                ? null
                : new Authority(
                        canonical, port == Ports.NONE ? OptionalInt.empty() : OptionalInt.of(port));
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

    /** The port written, else the scheme's default. */
    public int effectivePort(Scheme scheme) {
        return port.orElse(scheme.defaultPort());
    }

    /** The same host with this port, which is left out if it is the scheme's default (B-15). */
    public Authority withPort(int newPort, Scheme scheme) {
        OptionalInt shown =
                newPort == scheme.defaultPort() ? OptionalInt.empty() : OptionalInt.of(newPort);
        return shown.equals(port) ? this : new Authority(host, shown);
    }

    /** The same in lower case. */
    public Authority toLowerCase() {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals(host) ? this : new Authority(lower, port);
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
