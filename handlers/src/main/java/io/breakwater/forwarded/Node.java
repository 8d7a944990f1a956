package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Ports;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One hop of a chain: a node of RFC 7239 section 6.
 *
 * <table>
 * <caption>What {@link #parse(String)} makes of text (B-10)</caption>
 * <tr><td>{@code 203.0.113.5}, {@code "203.0.113.5:4711"}, {@code 2001:DB8::1}, {@code [2001:db8::1]:443}</td><td>the address, and the port if
 * written</td></tr>
 * <tr><td>{@code unknown}, {@code _hidden}, {@code _hidden:_port}</td><td>no address</td></tr>
 * <tr><td>{@code localhost}, {@code 10.9}, {@code 10.0.0.9:0}, {@code "10.0.0.9}, {@code 2001:db8::1:99999}</td><td>null: malformed</td></tr>
 * </table>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Node {
    static final String UNKNOWN = "unknown";

    private final @Nullable IpAddress address;
    private final int port;

    /** What {@link #text()} is cut out of when somebody asks for it: mostly the header itself. */
    private final String written;

    private final int from;
    private final int to;

    private Node(@Nullable IpAddress address, int port, String written, int from, int to) {
        this.address = address;
        this.port = port;
        this.written = written;
        this.from = from;
        this.to = to;
    }

    private static Node of(@Nullable IpAddress address, int port, String text) {
        return new Node(address, port, text, 0, text.length());
    }

    /** The node that the whole of {@code text} writes out, or null if it is malformed. */
    public static @Nullable Node parse(String text) {
        return parse(text, 0, text.length());
    }

    /** The node written in {@code text} from index {@code from} up to {@code to}, or null. */
    static @Nullable Node parse(String text, int from, int to) {
        IpAddress v4 = IpAddress.parseDotted(text, from, to);
        return v4 != null ? new Node(v4, 0, text, from, to) : parseRare(text.substring(from, to));
    }

    private static @Nullable Node parseRare(String text) {
        if (text.startsWith("\"")) {
            String unquoted = QuotedString.unquote(text);
            return unquoted == null ? null : parseUnquoted(unquoted);
        }
        return parseUnquoted(text);
    }

    private static @Nullable Node parseUnquoted(String text) {
        IpAddress whole = IpAddress.parse(text);
        if (whole != null) {
            return of(whole, 0, whole.toString());
        }
        if (text.startsWith("[")) {
            return bracketed(text);
        }
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.equalsIgnoreCase(UNKNOWN) || isObfuscated(name)) {
            return colon < 0 || isNodePort(text, colon + 1) ? of(null, 0, text) : null;
        }
        IpAddress v4 = IpAddress.parseDotted(name, 0, name.length());
        return v4 == null ? null : withPort(v4, text, colon + 1);
    }

    private static @Nullable Node bracketed(String text) {
        int close = text.indexOf(']');
        int colon = text.indexOf(':');
        boolean v6 = colon > 0 && colon < close;
        IpAddress address = v6 ? IpAddress.parse(text, 1, close) : null;
        if (address == null) {
            return null;
        }
        if (close == text.length() - 1) {
            return of(address, 0, address.toString());
        }
        return text.charAt(close + 1) == ':' ? withPort(address, text, close + 2) : null;
    }

    private static @Nullable Node withPort(IpAddress address, String text, int portFrom) {
        if (isObfuscated(text.substring(portFrom))) {
            return of(address, 0, address.toString());
        }
        int port = Ports.parse(text, portFrom, text.length());
        return port == Ports.NONE ? null : of(address, port, address.toUriHost() + ":" + port);
    }

    private static boolean isNodePort(String text, int from) {
        return Ports.parse(text, from, text.length()) != Ports.NONE
                || isObfuscated(text.substring(from));
    }

    /** obfnode and obfport of RFC 7239 sections 6.2 and 6.3. */
    private static boolean isObfuscated(String name) {
        if (name.length() < 2 || name.charAt(0) != '_') {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Empty for {@code unknown} and obfuscated nodes. */
    public Optional<IpAddress> address() {
        return Optional.ofNullable(address);
    }

    /** The same for a walk along many of them; null if there is none. */
    @Nullable IpAddress literal() {
        return address;
    }

    /** 0 if none was written or it is obfuscated. */
    public int port() {
        return port;
    }

    /** Canonical: the bare literal, with brackets where a port follows IPv6; or the name of a node without address. */
    public String text() {
        return written.substring(from, to);
    }

    /** How long {@link #text()} is. */
    int length() {
        return to - from;
    }

    /** Whether a value has {@link #text()} at an index. */
    @SuppressWarnings("ReferenceEquality")
    boolean isIn(String value, int at) {
        return value == written && at == from || value.regionMatches(at, written, from, length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node that
                && Objects.equals(address, that.address)
                && port == that.port
                && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
