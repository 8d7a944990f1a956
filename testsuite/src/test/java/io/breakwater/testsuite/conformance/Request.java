package io.breakwater.testsuite.conformance;

import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request, byte for byte.
 *
 * @param peer the address that it comes from, or {@code unix}
 * @param requestLine without its line end
 * @param headers the lines in their order
 */
record Request(
        String peer, boolean tls, String requestLine, List<Map.Entry<String, String>> headers) {
    Request {
        headers = List.copyOf(headers);
    }

    /** Whether a connection can have this peer: its own address, or one that a PROXY header asserts. */
    boolean fitsOnASocket() {
        return IpAddress.parse(peer) != null;
    }

    /** Whether a client on this machine has the peer's address. */
    boolean isFromThisMachine() {
        IpAddress address = IpAddress.parse(peer);
        return address != null && address.isV4() && address.isLoopback();
    }

    /** The PROXY header, version 1, by which a connection gets the peer's address; without its line end. */
    String proxyLine(int peerPort, int listenPort) {
        boolean v4 = Objects.requireNonNull(IpAddress.parse(peer)).isV4();
        return "PROXY "
                + (v4 ? "TCP4 " + peer + " 127.0.0.1 " : "TCP6 " + peer + " ::1 ")
                + peerPort
                + " "
                + listenPort;
    }

    /** The same from another peer. */
    Request from(String otherPeer) {
        return new Request(otherPeer, tls, requestLine, headers);
    }

    /** The same over TLS or not. */
    Request overTls(boolean other) {
        return new Request(peer, other, requestLine, headers);
    }

    /** The same with a Host, which HTTP/1.1 requires, if it has none. */
    Request withHost(String host) {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        if (!has("Host")) {
            all.add(0, Map.entry("Host", host));
        }
        return new Request(peer, tls, requestLine, all);
    }

    /** The same with another name for one of its headers. */
    Request renaming(String header, String other) {
        return new Request(
                peer,
                tls,
                requestLine,
                headers.stream()
                        .map(
                                line ->
                                        line.getKey().equalsIgnoreCase(header)
                                                ? Map.entry(other, line.getValue())
                                                : line)
                        .toList());
    }

    /** The same for another target. */
    Request to(String otherTarget) {
        String[] words = requestLine.split(" ");
        return new Request(peer, tls, words[0] + " " + otherTarget + " " + words[2], headers);
    }

    /** Whether a forwarding header says several things. */
    boolean hasLists() {
        List<String> names =
                headers.stream()
                        .map(line -> line.getKey().toLowerCase(Locale.ROOT))
                        .filter(name -> KnownHeaders.find(name) != null)
                        .toList();
        boolean commas =
                headers.stream()
                        .anyMatch(
                                line ->
                                        KnownHeaders.find(line.getKey()) != null
                                                && line.getValue().contains(","));
        return commas || names.size() > Set.copyOf(names).size();
    }

    /** All lines of a header as one list; empty if there are none. */
    String value(String header) {
        return headers.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(header))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
    }

    /** Whether it has a header, in any case. */
    boolean has(String header) {
        return headers.stream().anyMatch(line -> line.getKey().equalsIgnoreCase(header));
    }

    Request withoutForwardingHeaders() {
        return new Request(
                peer,
                tls,
                requestLine,
                headers.stream().filter(line -> KnownHeaders.find(line.getKey()) == null).toList());
    }

    String bytes() {
        String lines =
                headers.stream()
                        .map(line -> line.getKey() + ": " + line.getValue() + "\r\n")
                        .collect(Collectors.joining());
        return requestLine + "\r\n" + lines + "\r\n";
    }

    /** The request target as it stands in the request line. */
    String rawTarget() {
        String[] words = requestLine.split(" ");
        return words[1];
    }
}
