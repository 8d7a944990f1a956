package io.breakwater.testsuite.conformance;

import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.IpAddress;
import java.util.List;
import java.util.Map;
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

    /** Whether a client on this machine can be this peer. */
    boolean fitsOnASocket() {
        IpAddress address = IpAddress.parse(peer);
        return address != null && address.isV4() && address.isLoopback();
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
