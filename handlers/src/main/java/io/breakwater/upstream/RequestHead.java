package io.breakwater.upstream;

import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.Ascii;
import io.breakwater.net.Authority;
import io.undertow.client.ClientRequest;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Turns the head that {@code ProxyHandler} copied into the one that is sent (P-5): first remove, then add. */
final class RequestHead {
    private static final String TRAILERS = "trailers";

    private RequestHead() {}

    /**
     * @param targetHost the target's own authority
     * @param bodyFollows whether any byte of a body may follow the head
     * @param http2 whether it is sent as HTTP/2, which has no upgrades, and trailers without being asked to (RFC 9113 section 8.2.2)
     */
    static void compose(
            ClientRequest request,
            OutboundRequest outbound,
            String targetHost,
            boolean bodyFollows,
            boolean http2) {
        request.setProtocol(Protocols.HTTP_1_1).setPath(outbound.target());
        HeaderMap headers = request.getRequestHeaders();
        boolean takesTrailers = takesTrailers(headers);
        outbound.connectionOptions().removeFrom(headers);
        outbound.stickiness().ifPresent(sticky -> sticky.removeFrom(headers));
        FieldNames.HOP_BY_HOP_IN_REQUESTS.forEach(headers::remove);
        removeForwarding(headers, outbound.senderTrusted());
        if (!bodyFollows) {
            headers.remove(Headers.EXPECT);
        }
        if (outbound.whole()) {
            headers.remove(Headers.RANGE);
            headers.remove(Headers.IF_RANGE);
        }
        headers.put(
                Headers.HOST, outbound.preservedHost().map(Authority::toString).orElse(targetHost));
        outbound.fields().forEach(field -> headers.put(field.name(), field.value()));
        if (http2 && takesTrailers) {
            headers.put(Headers.TE, TRAILERS);
        }
        if (!http2 && outbound.handshake().isPresent()) {
            WebSocketHandshake.fields().forEach(f -> headers.put(f.name(), f.value()));
        }
    }

    private static boolean takesTrailers(HeaderMap headers) {
        HeaderValues lines = headers.get(Headers.TE);
        return lines != null
                && lines.stream()
                        .flatMap(line -> Stream.of(line.split(",")))
                        .anyMatch(coding -> Ascii.trim(coding).equalsIgnoreCase(TRAILERS));
    }

    /** Every field that claims who asked for what, in a head or in trailers (B-7). */
    static void removeForwarding(HeaderMap headers, boolean senderTrusted) {
        List<HttpString> removed = new ArrayList<>();
        for (HttpString name : headers.getHeaderNames()) {
            KnownHeader known = KnownHeaders.find(name.toString());
            if (known != null && !mayPass(known, senderTrusted)) {
                removed.add(name);
            }
        }
        removed.forEach(headers::remove);
    }

    /** Who the user is, is a trusted proxy's to say and no proxy's to say again. */
    private static boolean mayPass(KnownHeader known, boolean senderTrusted) {
        return senderTrusted && known.group() == HeaderGroup.IDENTITY;
    }
}
