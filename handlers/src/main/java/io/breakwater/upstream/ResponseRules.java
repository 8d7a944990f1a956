package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an upstream's answer must keep to, and what of it goes no further (P-10). */
final class ResponseRules {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;

    private ResponseRules() {}

    /** The first rule that a final response breaks, or null. */
    static @Nullable Failure fault(ClientResponse response, OutboundRequest outbound) {
        HeaderMap headers = response.getResponseHeaders();
        if (response.getResponseCode() == SWITCHING_PROTOCOLS) {
            boolean accepted =
                    outbound.handshake()
                            .filter(handshake -> handshake.isAcceptedBy(response))
                            .isPresent();
            return accepted ? null : Failure.UPGRADE;
        }
        if (response.getResponseCode() < OK) {
            return Failure.MALFORMED;
        }
        if (response.getProtocol().equals(Protocols.HTTP_2_0) && !isCleanHttp2(headers)) {
            return Failure.MALFORMED;
        }
        HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
        if (lengths != null
                && (lengths.size() > 1 || !InboundRequest.isNumber(lengths.getFirst()))) {
            return Failure.MALFORMED;
        }
        boolean chunksKnown = response.getProtocol().equals(Protocols.HTTP_1_1);
        return codingFault(headers.get(Headers.TRANSFER_ENCODING), lengths != null || !chunksKnown);
    }

    /** RFC 9113 sections 8.2.1 and 8.2.2: a field may have any bytes in HTTP/2, and not in what it is made into. */
    private static boolean isCleanHttp2(HeaderMap headers) {
        for (HeaderValues field : headers) {
            boolean allowed = !FieldNames.NOT_IN_HTTP2.contains(field.getHeaderName());
            if (!allowed
                    || !InboundRequest.isToken(field.getHeaderName())
                    || !field.stream().allMatch(Ascii::isFieldValue)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Of a response that has a coding.
     *
     * @param ambiguous whether its length is told otherwise too, or whoever sent it cannot know of codings (RFC 9112 section 6.1)
     */
    private static @Nullable Failure codingFault(
            @Nullable List<String> codings, boolean ambiguous) {
        if (codings == null) {
            return null;
        }
        boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        return ambiguous ? Failure.MALFORMED : chunked ? null : Failure.TRANSFER_CODING;
    }

    /**
     * Removes what was meant for this hop, then makes the rest true for the client.
     *
     * @param via names this server behind those that say they have failed (RFC 9209 section 2)
     */
    static void clean(ClientResponse response, OutboundRequest outbound, Via via) {
        HeaderMap headers = response.getResponseHeaders();
        ConnectionOptions.of(headers).removeFrom(headers);
        FieldNames.HOP_BY_HOP_IN_RESPONSES.forEach(headers::remove);
        if (outbound.sharesHost()) {
            headers.remove(FieldNames.CLEAR_SITE_DATA);
            headers.remove(FieldNames.SERVICE_WORKER_ALLOWED);
        }
        if (headers.contains(FieldNames.PROXY_STATUS)) {
            headers.add(FieldNames.PROXY_STATUS, via.asItem());
        }
        outbound.rewriting().applyTo(headers);
        if (response.getResponseCode() == SWITCHING_PROTOCOLS) {
            WebSocketHandshake.fields().forEach(field -> headers.put(field.name(), field.value()));
        }
    }
}
