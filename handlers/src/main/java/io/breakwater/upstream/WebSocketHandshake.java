package io.breakwater.upstream;

import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to open a WebSocket (RFC 6455 section 4.1), the only upgrade that passes (P-9).
 *
 * @param key the client's nonce
 */
record WebSocketHandshake(String key) {
    static final String PROTOCOL = "websocket";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int SWITCHING_PROTOCOLS = 101;

    /** The handshake that a request makes, or null if it is none or not a valid one; it is then a request like any other. */
    static @Nullable WebSocketHandshake in(InboundRequest request) {
        HeaderMap headers = request.headers();
        boolean plainGet =
                request.method().equals(Methods.GET)
                        && request.protocol().equals(Protocols.HTTP_1_1);
        boolean body =
                headers.contains(Headers.TRANSFER_ENCODING)
                        || headers.contains(Headers.CONTENT_LENGTH)
                                && !is(headers.get(Headers.CONTENT_LENGTH), "0");
        boolean asked =
                is(headers.get(Headers.UPGRADE), PROTOCOL)
                        && ConnectionOptions.of(headers).contains(Headers.UPGRADE);
        boolean version13 = is(headers.get(Headers.SEC_WEB_SOCKET_VERSION), "13");
        HeaderValues key = headers.get(Headers.SEC_WEB_SOCKET_KEY);
        boolean valid =
                plainGet
                        && !body
                        && asked
                        && version13
                        && key != null
                        && key.size() == 1
                        && isKey(key.getFirst());
        return valid ? new WebSocketHandshake(key.getFirst()) : null;
    }

    private static boolean is(@Nullable List<String> lines, String only) {
        return lines != null && lines.size() == 1 && lines.get(0).equalsIgnoreCase(only);
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a 101 is the answer to this handshake (RFC 6455 section 4.2.2). */
    boolean isAcceptedBy(ClientResponse response) {
        HeaderMap headers = response.getResponseHeaders();
        return response.getResponseCode() == SWITCHING_PROTOCOLS
                && is(headers.get(Headers.UPGRADE), PROTOCOL)
                && ConnectionOptions.of(headers).contains(Headers.UPGRADE)
                && accept().equals(headers.getFirst(Headers.SEC_WEB_SOCKET_ACCEPT));
    }

    private String accept() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** The two fields that a proxy sets again after it has removed them as hop-by-hop. */
    static List<Field> fields() {
        return List.of(
                new Field(Headers.UPGRADE, PROTOCOL), new Field(Headers.CONNECTION, "Upgrade"));
    }
}
