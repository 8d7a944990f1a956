package io.breakwater.trust;

import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Peer;
import io.breakwater.options.TrustOptions;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the operator has to know of decisions, in so few lines that no client can fill a disk. */
public final class TrustLog {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");

    private final StrangerLog strangers = new StrangerLog();
    private final RateLimit malformed = RateLimit.perMinute(10);
    private final RateLimit rewrites = RateLimit.perMinute(1);
    private final RateLimit tunnels = RateLimit.perMinute(1);

    public void tell(Resolution resolution, TrustOptions options) {
        if (resolution instanceof Resolution.Untrusted untrusted) {
            stranger(untrusted.peer(), options, () -> untrusted);
        } else if (resolution instanceof Resolution.Malformed refused && malformed.permits()) {
            LOG.warnf(
                    "Trusted proxy %s sent a malformed header (%s): %s: %s",
                    refused.peer(),
                    refused.reason().code(),
                    refused.header(),
                    CleanText.of(refused.value()));
        }
    }

    /**
     * A stranger sent forwarding headers.
     *
     * @param resolution is asked for in the few cases that are told
     */
    public void stranger(
            Peer peer, TrustOptions options, Supplier<Resolution.Untrusted> resolution) {
        if (options.logUntrusted()) {
            strangers.tell(peer, resolution);
        }
    }

    public void earlierRewrite() {
        if (rewrites.permits()) {
            LOG.error(
                    "Something in front of Breakwater has changed the source address of a request, so forged headers may already be "
                            + "believed: turn off proxy-address-forwarding of the listener, or ProxyPeerAddressHandler. "
                            + "breakwater.allow-earlier-rewrite=true permits it");
        }
    }

    public void tunnel() {
        if (tunnels.permits()) {
            LOG.error(
                    "A trusted proxy passed on a request to change over to HTTP/2 (Upgrade: h2c), and so let its client speak past its "
                            + "rules. Such connections are refused: let the proxy remove Upgrade, and turn off HTTP/2 for the listener "
                            + "(enable-http2 of WildFly's http-listener, ENABLE_HTTP2 of Undertow)");
        }
    }
}
