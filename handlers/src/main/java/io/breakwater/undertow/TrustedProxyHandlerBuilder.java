package io.breakwater.undertow;

import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.util.Map;
import java.util.Set;

/**
 * {@link TrustedProxyHandler} in text: {@code trusted-proxy(proxies={10.0.0.0/8, loopback}, headers={X-Forwarded-For, X-Forwarded-Proto})}.
 */
public final class TrustedProxyHandlerBuilder implements HandlerBuilder {
    private static final TextForm FORM =
            new TextForm("trusted-proxy")
                    .parameter("proxies", "trusted-proxies")
                    .parameter("headers", "trusted-proxy-headers")
                    .parameter("mode", "trusted-proxy-mode")
                    .parameter("count", "trusted-proxy-count")
                    .parameter("strip-untrusted", "strip-untrusted")
                    .parameter("log-untrusted", "log-untrusted")
                    .parameter("keep-headers", "keep-headers")
                    .parameter("on-malformed", "on-malformed")
                    .parameter("insecure-trust-any-peer", "insecure-trust-any-peer")
                    .parameter("allow-earlier-rewrite", "allow-earlier-rewrite")
                    .parameter("url-scheme", "url-scheme");

    @Override
    public String name() {
        return "trusted-proxy";
    }

    @Override
    public Map<String, Class<?>> parameters() {
        return FORM.parameters();
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of();
    }

    @Override
    public String defaultParameter() {
        return "proxies";
    }

    @Override
    public HandlerWrapper build(Map<String, Object> config) {
        BreakwaterOptions options = FORM.options(config);
        return next -> new TrustedProxyHandler(options.trust(), options.site().urlScheme(), next);
    }
}
