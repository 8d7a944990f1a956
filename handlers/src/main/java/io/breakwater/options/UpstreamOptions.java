package io.breakwater.options;

import io.breakwater.route.UpstreamUrl;
import java.time.Duration;
import java.util.List;

/**
 * How requests of one route are sent on.
 *
 * @param targets one or more, with the same protocol and base path
 * @param preserveHost whether the upstream gets the client's Host header (P-7)
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long nothing may happen on a connection, between bytes (P-14)
 * @param websocketTimeout the same for a WebSocket tunnel
 * @param forwarded which headers tell the upstream about the client (P-6)
 * @param clientCert whether the upstream is shown the client's certificate
 * @param rewriteAbsolutePaths whether {@code Location: /x} is under the upstream's base even if that is {@code /} (P-11)
 * @param errorOverride whether our pages take the place of the upstream's errors (P-19)
 * @param tls how an {@code https} upstream is known to be the right one
 * @param html whether the URLs in its pages are rewritten (P-13)
 * @param pool how requests are shared out among the targets
 */
public record UpstreamOptions(
        List<UpstreamUrl> targets,
        boolean preserveHost,
        Duration connectTimeout,
        Duration timeout,
        Duration websocketTimeout,
        ForwardedStyle forwarded,
        ClientCertStyle clientCert,
        boolean rewriteAbsolutePaths,
        boolean errorOverride,
        UpstreamTls tls,
        HtmlOptions html,
        PoolOptions pool) {
    /** Which forwarding headers are added. */
    public enum ForwardedStyle {
        /** The X-Forwarded family. */
        X,
        /** {@code Forwarded}. */
        RFC7239,
        BOTH,
        NONE
    }

    /** How a client's TLS certificate is shown. */
    public enum ClientCertStyle {
        /** {@code Client-Cert} and {@code Client-Cert-Chain}. */
        RFC9440,
        NONE
    }

    public UpstreamOptions {
        targets = List.copyOf(targets);
    }
}
