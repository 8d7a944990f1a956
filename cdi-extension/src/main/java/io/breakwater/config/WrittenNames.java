package io.breakwater.config;

import io.breakwater.options.Keys;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The names that begin with {@code breakwater}, as people wrote them.
 *
 * <p>SmallRye Config also lists what an environment variable may have meant ({@code breakwater.trusted.proxies}); such guesses are left
 * out.
 *
 * @param properties by spelling, without profile prefixes
 * @param variables of the environment, in upper case
 */
record WrittenNames(Map<String, PropertyName> properties, Set<String> variables) {
    private static final String VARIABLE_PREFIX = "BREAKWATER_";

    static WrittenNames of(Config config) {
        WrittenNames names = new WrittenNames(new TreeMap<>(), new TreeSet<>());
        Set<String> environments = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            boolean environment = SourceNames.isEnvironment(source);
            if (environment) {
                environments.add(source.getName());
            }
            source.getPropertyNames().forEach(name -> names.add(name, environment));
        }
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(Keys.PREFIX) && !environments.contains(sourceOf(config, name))) {
                names.add(name, false);
            }
        }
        return names;
    }

    private static String sourceOf(Config config, String name) {
        try {
            return String.valueOf(config.getConfigValue(name).getSourceName());
        } catch (NoSuchElementException e) { // an expression that refers to nothing; a file has it
            return "";
        }
    }

    private void add(String listed, boolean environment) {
        String name = listed.startsWith("%") ? listed.substring(listed.indexOf('.') + 1) : listed;
        String upper = name.toUpperCase(Locale.ROOT);
        if (name.startsWith(Keys.PREFIX)) {
            properties.put(name, PropertyName.parse(name));
        } else if (environment && upper.startsWith(VARIABLE_PREFIX)) {
            variables.add(upper);
        }
    }
}
