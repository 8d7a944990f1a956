package io.breakwater.undertow;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of a handler in text, and the keys that they set: {@code trusted-proxy(proxies={10.0.0.0/8}, headers={X-Forwarded-For})}.
 * What they mean, what is checked and what is said about mistakes is the same as everywhere else.
 */
final class TextForm {
    private final String handler;
    private final Map<String, String> keysByParameter = new LinkedHashMap<>();

    TextForm(String handler) {
        this.handler = handler;
    }

    TextForm parameter(String name, String key) {
        keysByParameter.put(name, key);
        return this;
    }

    /** All parameters take one value or, in braces, several. */
    Map<String, Class<?>> parameters() {
        return keysByParameter.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> String[].class));
    }

    /**
     * The options that the given parameters make.
     *
     * @throws ConfigurationException with every problem
     */
    BreakwaterOptions options(Map<String, Object> given) {
        List<Setting> settings = new ArrayList<>();
        given.forEach(
                (name, value) -> {
                    for (String item :
                            value instanceof String[] items
                                    ? items
                                    : new String[] {String.valueOf(value)}) {
                        settings.add(
                                new Setting(
                                        keysByParameter.getOrDefault(name, name),
                                        item,
                                        handler + "(" + name + "=…)"));
                    }
                });
        return OptionsReader.read(Settings.of(settings)).orThrow();
    }
}
