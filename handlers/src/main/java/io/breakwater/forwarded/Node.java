package io.breakwater.forwarded;

import io.breakwater.net.Ascii;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Ports;
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
 * @param address empty for {@code unknown} and obfuscated nodes
 * @param port 0 if none was written or it is obfuscated
 * @param text canonical: the bare literal, with brackets where a port follows IPv6; or the name of a node without address
 */
public record Node(Optional<IpAddress> address, int port, String text) {
    static final String UNKNOWN = "unknown";
    private static final int MAX_GROUP = 4;

    /** The node that the whole of {@code text} writes out, or null if it is malformed. */
    public static @Nullable Node parse(String text) {
        if (text.startsWith("\"")) {
            String unquoted = QuotedString.unquote(text);
            return unquoted == null ? null : parseUnquoted(unquoted);
        }
        return parseUnquoted(text);
    }

    private static @Nullable Node parseUnquoted(String text) {
        IpAddress whole = IpAddress.parse(text);
        if (whole != null) {
            boolean onlySpelling = whole.isV4() && isDotted(text);
            return new Node(Optional.of(whole), 0, onlySpelling ? text : whole.toString());
        }
        if (text.startsWith("[")) {
            return bracketed(text);
        }
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.equalsIgnoreCase(UNKNOWN) || isObfuscated(name)) {
            return colon < 0 || isNodePort(text, colon + 1)
                    ? new Node(Optional.empty(), 0, text)
                    : null;
        }
        IpAddress v4 = colon < 0 ? null : IpAddress.parse(name);
        return v4 == null || name.indexOf(':') >= 0 ? null : withPort(v4, text, colon + 1);
    }

    /** Whether an IPv4 address is not written as a mapped one, whose first colon is among the first characters. */
    private static boolean isDotted(String address) {
        return address.lastIndexOf(':', MAX_GROUP) < 0;
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
            return new Node(Optional.of(address), 0, address.toString());
        }
        return text.charAt(close + 1) == ':' ? withPort(address, text, close + 2) : null;
    }

    private static @Nullable Node withPort(IpAddress address, String text, int portFrom) {
        if (isObfuscated(text.substring(portFrom))) {
            return new Node(Optional.of(address), 0, address.toString());
        }
        int port = Ports.parse(text, portFrom, text.length());
        return port == Ports.NONE
                ? null
                : new Node(Optional.of(address), port, address.toUriHost() + ":" + port);
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
}
