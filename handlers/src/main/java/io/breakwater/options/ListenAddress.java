package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Ports;

/**
 * A TCP address to listen on.
 *
 * @param host an address literal without brackets, {@code localhost}, or {@code *} for all addresses
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {
    private static final String REMEDY =
            "Write host:port, such as 127.0.0.1:8080, [::1]:8080 or *:8080";

    /**
     * The address that {@code host:port} writes out.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = text.endsWith(":0") ? 0 : Ports.parse(text, colon + 1, text.length());
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new InvalidValue("is an IPv6 address without brackets", REMEDY);
        }
        boolean known =
                host.equals("*") || host.equals("localhost") || IpAddress.parse(host) != null;
        if (!known || port == Ports.NONE) {
            throw new InvalidValue("is not an address and port to listen on", REMEDY);
        }
        return new ListenAddress(host, port);
    }

    /** Whether only this machine can connect. */
    public boolean isLoopback() {
        IpAddress address = IpAddress.parse(host);
        return address != null ? address.isLoopback() : host.equals("localhost");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
