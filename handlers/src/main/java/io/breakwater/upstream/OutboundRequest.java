package io.breakwater.upstream;

import io.breakwater.net.Authority;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What will be sent to an upstream and what will be made of its answer: decided before a connection is looked for, the same for each try.
 *
 * @param target of the request line: path and query
 * @param connectionOptions as the client named them; {@code ProxyHandler} may have overwritten the header when it is copied
 * @param preservedHost the client's authority, if it is sent instead of the target's own (P-7)
 * @param fields added after those that go no further were removed
 * @param handshake if the request opens a WebSocket
 * @param stickiness if the route has a sticky cookie
 * @param senderTrusted whether fields pass that only trusted proxies may send
 * @param rewriting of the answer's headers
 * @param whole whether the client's wish for a part is not passed on (RFC 9110 section 14.2)
 * @param sharesHost whether the upstream has this host to itself or only a part of its paths, as a mount has
 */
record OutboundRequest(
        String target,
        ConnectionOptions connectionOptions,
        Optional<Authority> preservedHost,
        List<Field> fields,
        Optional<WebSocketHandshake> handshake,
        Optional<Stickiness> stickiness,
        boolean senderTrusted,
        ResponseRewriting rewriting,
        boolean sharesHost,
        boolean whole) {
    private static final AttachmentKey<OutboundRequest> KEY =
            AttachmentKey.create(OutboundRequest.class);

    OutboundRequest {
        fields = List.copyOf(fields);
    }

    /** The same for the whole of what the client wants a part of. */
    OutboundRequest ofWhole() {
        return new OutboundRequest(
                target,
                connectionOptions,
                preservedHost,
                fields,
                handshake,
                stickiness,
                senderTrusted,
                rewriting,
                sharesHost,
                true);
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }

    /** What was attached, or null. */
    static @Nullable OutboundRequest of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }
}
