package io.breakwater.undertow;

import io.breakwater.forwarded.ForwardedResolver;
import io.breakwater.options.TrustOptions;

/** What decides; replaced as a whole when a trust file changes (B-2), and told apart by identity. */
final class TrustRules {
    private final TrustOptions options;
    private final ForwardedResolver resolver;
    private final ForwardingHeaders forwardingHeaders;
    private final ExplainOnRequest explain;

    TrustRules(TrustOptions options) {
        this.options = options;
        this.resolver = options.resolver();
        this.forwardingHeaders = new ForwardingHeaders(options.named());
        this.explain = new ExplainOnRequest(options.explainToken());
    }

    TrustOptions options() {
        return options;
    }

    ForwardedResolver resolver() {
        return resolver;
    }

    ForwardingHeaders forwardingHeaders() {
        return forwardingHeaders;
    }

    ExplainOnRequest explain() {
        return explain;
    }
}
