package io.breakwater.undertow;

import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.util.Map;
import java.util.Set;

/** A mount in text: {@code mount(path=/api/, upstream='http://api.internal:9000/', timeout=5s)}. */
public final class MountBuilder implements HandlerBuilder {
    private static final TextForm FORM =
            new TextForm("mount")
                    .parameter("path", "mounts.text.path")
                    .parameter("upstream", "mounts.text.upstream")
                    .parameter("preserve-host", "mounts.text.preserve-host")
                    .parameter("connect-timeout", "mounts.text.connect-timeout")
                    .parameter("timeout", "mounts.text.timeout")
                    .parameter("websocket-timeout", "mounts.text.websocket-timeout")
                    .parameter("forwarded", "mounts.text.forwarded")
                    .parameter("rewrite-absolute-paths", "mounts.text.rewrite-absolute-paths")
                    .parameter("rewrite-html", "mounts.text.rewrite-html")
                    .parameter("client-cert", "mounts.text.client-cert")
                    .parameter("tls.trust", "mounts.text.tls.trust")
                    .parameter("tls.verify", "mounts.text.tls.verify")
                    .parameter("tls.certificate", "mounts.text.tls.certificate")
                    .parameter("tls.key", "mounts.text.tls.key")
                    .parameter("max-request-body", "max-request-body")
                    .parameter("server-name", "server-name")
                    .parameter("via", "via");

    @Override
    public String name() {
        return "mount";
    }

    @Override
    public Map<String, Class<?>> parameters() {
        return FORM.parameters();
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("path", "upstream");
    }

    @Override
    public String defaultParameter() {
        return "path";
    }

    @Override
    public HandlerWrapper build(Map<String, Object> config) {
        BreakwaterOptions options = FORM.options(config);
        return next -> RouteHandler.mounts(options, next);
    }
}
