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
            if (SourceNames.isEnvironment(source)) {
                environments.add(source.getName());
                names.addEnvironment(source.getPropertyNames());
            } else {
                source.getPropertyNames().forEach(names::addProperty);
            }
        }
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(Keys.PREFIX) && !environments.contains(sourceOf(config, name))) {
                names.addProperty(name);
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

    void addProperty(String listed) {
        String name = listed.startsWith("%") ? listed.substring(listed.indexOf('.') + 1) : listed;
        if (name.startsWith(Keys.PREFIX)) {
            properties.put(name, PropertyName.parse(name));
        }
    }

    /** A name with dots beside the variable that it could be meant by is a guess; alone, somebody has set it. */
    void addEnvironment(Set<String> listed) {
        for (String name : listed) {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.startsWith(VARIABLE_PREFIX)) {
                variables.add(upper);
            }
        }
        listed.stream()
                .filter(name -> !variables.contains(PropertyName.environmentName(name)))
                .forEach(this::addProperty);
    }
}
