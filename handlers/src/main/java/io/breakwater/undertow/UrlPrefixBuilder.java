package io.breakwater.undertow;

import io.breakwater.options.SiteOptions;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.util.Map;
import java.util.Set;

/** {@link UrlPrefix} in text: {@code url-prefix(/shop)}, {@code url-prefix(prefix=/shop, strict=true)}. */
public final class UrlPrefixBuilder implements HandlerBuilder {
    private static final TextForm FORM =
            new TextForm("url-prefix")
                    .parameter("prefix", "url-prefix")
                    .parameter("strict", "url-prefix-strict");

    @Override
    public String name() {
        return "url-prefix";
    }

    @Override
    public Map<String, Class<?>> parameters() {
        return FORM.parameters();
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("prefix");
    }

    @Override
    public String defaultParameter() {
        return "prefix";
    }

    @Override
    public HandlerWrapper build(Map<String, Object> config) {
        SiteOptions site = FORM.options(config).site();
        return next -> new UrlPrefix(site.urlPrefix(), site.urlPrefixStrict(), next);
    }
}
