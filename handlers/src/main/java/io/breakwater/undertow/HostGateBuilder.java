package io.breakwater.undertow;

import io.breakwater.options.SiteOptions;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.util.Map;
import java.util.Set;

/** {@link HostGate} in text: {@code server-name(www.example.com)}, {@code server-name(name=www.example.com, aliases={*.example.com})}. */
public final class HostGateBuilder implements HandlerBuilder {
    private static final TextForm FORM =
            new TextForm("server-name")
                    .parameter("name", "server-name")
                    .parameter("aliases", "server-aliases")
                    .parameter("status", "server-name-status")
                    .parameter("redirect-www", "redirect-www")
                    .parameter("allow-localhost", "allow-localhost")
                    .parameter("probe-paths", "probe-paths");

    @Override
    public String name() {
        return "server-name";
    }

    @Override
    public Map<String, Class<?>> parameters() {
        return FORM.parameters();
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("name");
    }

    @Override
    public String defaultParameter() {
        return "name";
    }

    @Override
    public HandlerWrapper build(Map<String, Object> config) {
        SiteOptions site = FORM.options(config).site();
        return next -> new HostGate(site, next);
    }
}
