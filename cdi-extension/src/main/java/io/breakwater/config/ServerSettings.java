package io.breakwater.config;

import io.breakwater.options.Problem;
import io.breakwater.options.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a whole server is told, where MicroProfile Config speaks for one deployment at a time or is not there: system properties, else
 * environment variables, else a file.
 *
 * <p>Names, lists and messages are those of {@link ConfigSettings}. Values may refer to other values of the three, as {@code ${name}} or
 * {@code ${name:otherwise}}.
 */
public final class ServerSettings {
    private static final int SYSTEM_PROPERTY = 400;
    private static final int VARIABLE = 300;
    private static final int FILE = 100;

    private final Map<String, String> properties;
    private final Map<String, String> variables;
    private final Map<String, String> file;
    private final String fileName;

    ServerSettings(
            Map<String, String> properties,
            Map<String, String> variables,
            Map<String, String> file,
            String fileName) {
        this.properties = properties;
        this.variables = variables;
        this.file = file;
        this.fileName = fileName;
    }

    /**
     * What is configured now.
     *
     * @param file in UTF-8; need not exist
     */
    public static ConfiguredSettings read(Path file) {
        Properties written = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                written.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                return unreadable(file, e);
            }
        }
        return new ServerSettings(
                        texts(System.getProperties()),
                        System.getenv(),
                        texts(written),
                        file.toString())
                .read();
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> texts.put(name, properties.getProperty(name, "")));
        return texts;
    }

    private static ConfiguredSettings unreadable(Path file, Exception e) {
        Problem problem =
                new Problem(
                        "breakwater.properties",
                        Optional.of(file.toString()),
                        "cannot be read: " + e.getClass().getSimpleName(),
                        Optional.empty(),
                        "Make it a properties file in UTF-8 that the server may read");
        return new ConfiguredSettings(Settings.NONE, List.of(problem), List.of());
    }

    ConfiguredSettings read() {
        WrittenNames names = new WrittenNames(new TreeMap<>(), new TreeSet<>());
        properties.keySet().forEach(names::addProperty);
        file.keySet().forEach(names::addProperty);
        names.addEnvironment(variables.keySet());
        return new ConfigSettings(names, this::lookUp).read();
    }

    private Lookup lookUp(String property) {
        String fromProperties = properties.get(property);
        if (fromProperties != null) {
            return lookup(fromProperties, "system property " + property, SYSTEM_PROPERTY);
        }
        String variable = variable(property);
        if (variable != null) {
            String name = PropertyName.environmentName(property);
            return lookup(variable, "environment variable " + name, VARIABLE);
        }
        String fromFile = file.get(property);
        return fromFile == null ? new Lookup.Absent() : lookup(fromFile, fileName, FILE);
    }

    private @Nullable String variable(String property) {
        String exact = variables.get(property);
        return exact != null ? exact : variables.get(PropertyName.environmentName(property));
    }

    private Lookup lookup(String raw, String source, int ordinal) {
        Optional<String> value = new Expression(this::raw).expand(raw);
        if (value.isEmpty()) {
            return new Lookup.Unresolved(raw, Optional.of(source));
        }
        return value.get().isBlank()
                ? new Lookup.Absent()
                : new Lookup.Found(value.get(), source, ordinal);
    }

    /** What an expression refers to: one of our keys, or anything else; WildFly's own expressions write variables as {@code env.NAME}. */
    private @Nullable String raw(String name) {
        String property = properties.get(name);
        if (property != null) {
            return property;
        }
        String variable =
                name.startsWith("env.")
                        ? variables.get(name.substring("env.".length()))
                        : variable(name);
        return variable != null ? variable : file.get(name);
    }
}
