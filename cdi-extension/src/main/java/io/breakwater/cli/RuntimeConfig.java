package io.breakwater.cli;

import io.breakwater.config.ConfigSettings;
import io.breakwater.config.ConfiguredSettings;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.breakwater.options.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is configured besides the command line: the environment, system properties, the file of {@code --config}, and
 * {@code META-INF/microprofile-config.properties} on the class path; the stronger first.
 */
final class RuntimeConfig {
    /** Between a file on the class path (100) and the environment (300). */
    private static final int FILE_ORDINAL = 200;

    private static final String CLASS_PATH_FILE = "META-INF/microprofile-config.properties";

    private RuntimeConfig() {}

    static ConfiguredSettings read(Optional<String> file) {
        if (file.isEmpty()
                && !anythingElseIsSet()) { // the library is loaded only where there is something to
            // read
            return ConfiguredSettings.NONE;
        }
        try {
            return read(file.isPresent() ? properties(file.get()) : Map.of(), file.orElse(""));
        } catch (IOException | IllegalArgumentException e) {
            return unreadable(file.orElse(CLASS_PATH_FILE), e);
        }
    }

    private static ConfiguredSettings read(Map<String, String> properties, String name) {
        return ConfigSettings.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDefaultSources()
                        .withSources(new PropertiesConfigSource(properties, name, FILE_ORDINAL))
                        .build());
    }

    private static boolean anythingElseIsSet() {
        String variablePrefix = Keys.PREFIX.replace('.', '_').toUpperCase(Locale.ROOT);
        return System.getenv().keySet().stream()
                        .anyMatch(
                                name ->
                                        name.toUpperCase(Locale.ROOT)
                                                .replace('.', '_')
                                                .startsWith(variablePrefix))
                || System.getProperties().stringPropertyNames().stream()
                        .anyMatch(name -> name.startsWith(Keys.PREFIX))
                || RuntimeConfig.class.getClassLoader().getResource(CLASS_PATH_FILE) != null;
    }

    private static Map<String, String> properties(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        Map<String, String> map = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static ConfiguredSettings unreadable(String file, Exception e) {
        Problem problem =
                new Problem(
                        CommandSpecs.CONFIG,
                        Optional.of(file),
                        "cannot be read: " + e.getClass().getSimpleName(),
                        Optional.empty(),
                        "Name a properties file in UTF-8");
        return new ConfiguredSettings(Settings.NONE, List.of(problem), List.of());
    }
}
