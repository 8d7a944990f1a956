package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.breakwater.config.ConfigSettings;
import io.breakwater.config.ConfiguredSettings;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.Key;
import io.breakwater.options.Keys;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.handlers.builder.HandlerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Everything that is configured, in text: {@code breakwater()}. Parameters are keys without their prefix, for what is not configured
 * elsewhere: {@code breakwater(trusted-proxies={10.0.0.0/8}, url-prefix=/shop)}.
 *
 * <p>What is configured is the MicroProfile Config of the application; for the copy that is a module of WildFly, what {@link WildFly} says
 * that its server is told.
 *
 * <p>A wrong configuration fails the parsing of the text with a {@link ConfigurationException} that names every problem. In WildFly the text
 * of an {@code expression-filter} is parsed at boot, which ends with it.
 */
public final class BreakwaterHandlerBuilder implements HandlerBuilder {
    @Override
    public String name() {
        return "breakwater";
    }

    /** All keys that have no word of the operator in them. */
    @Override
    public Map<String, Class<?>> parameters() {
        return Keys.all().stream()
                .map(Key::name)
                .filter(name -> !name.contains("<id>"))
                .collect(Collectors.toMap(name -> name, name -> String[].class));
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of();
    }

    @Override
    public String defaultParameter() {
        return "trusted-proxies";
    }

    @Override
    public HandlerWrapper build(Map<String, Object> parameters) {
        boolean serverWide = WildFly.isServerModule();
        ConfiguredSettings configured =
                serverWide
                        ? WildFly.serverSettings()
                        : ConfigSettings.read(ConfigProvider.getConfig());
        ConfiguredSettings told = configured.orElse(settings(parameters));
        ReadOptions read = told.read();
        BreakwaterOptions options = read.orThrow();
        if (!serverWide) {
            return next -> Breakwater.of(options, next);
        }
        StartLog.write(read, EffectiveSettings.of(told.settings()));
        WildFly.warnOfListen(options);
        return next -> ServerFilter.before(next, options);
    }

    private static Settings settings(Map<String, Object> parameters) {
        List<Setting> settings = new ArrayList<>();
        parameters.forEach(
                (name, value) -> {
                    for (String item :
                            value instanceof String[] items
                                    ? items
                                    : new String[] {String.valueOf(value)}) {
                        settings.add(new Setting(name, item, "breakwater(" + name + "=…)"));
                    }
                });
        return Settings.of(settings);
    }
}
