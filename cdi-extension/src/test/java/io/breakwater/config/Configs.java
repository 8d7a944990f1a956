package io.breakwater.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Configurations with simulated files and a simulated environment. */
final class Configs {
    private final List<ConfigSource> sources = new ArrayList<>();
    private String profile = "";

    static Configs file(String... lines) {
        return new Configs().and("app.properties", 100, lines);
    }

    static Configs environment(String... lines) {
        return new Configs().withEnvironment(lines);
    }

    Configs and(String name, int ordinal, String... lines) {
        sources.add(new PropertiesConfigSource(map(lines), name, ordinal));
        return this;
    }

    Configs withEnvironment(String... lines) {
        sources.add(new EnvConfigSource(map(lines), 300));
        return this;
    }

    Configs inProfile(String name) {
        profile = name;
        return this;
    }

    Config build() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(sources);
        return (profile.isEmpty() ? builder : builder.withProfile(profile)).build();
    }

    ConfiguredSettings read() {
        return ConfigSettings.read(build());
    }

    private static Map<String, String> map(String... lines) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            map.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return map;
    }
}
