package io.breakwater.config;

import io.breakwater.options.Keys;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * What one of several applications in a server is told, if it is told anything of its own.
 *
 * <p>System properties and the environment are the server's, and reach all applications: they count where the application, or something
 * else that speaks for applications, names at least one key.
 */
public final class ApplicationSettings {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private ApplicationSettings() {}

    /** Empty if nothing names a key, or if there is no MicroProfile Config that could. */
    public static Optional<ConfiguredSettings> of(ClassLoader application) {
        try {
            Config config = ConfigProvider.getConfig(application);
            return namesKeys(config) ? Optional.of(ConfigSettings.read(config)) : Optional.empty();
        } catch (IllegalStateException | LinkageError e) {
            LOG.debugf(e, "No MicroProfile Config for %s", application);
            return Optional.empty();
        }
    }

    private static boolean namesKeys(Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            if (!SourceNames.isOfProcess(source)
                    && source.getPropertyNames().stream().anyMatch(ApplicationSettings::isKey)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(String listed) {
        String name = listed.startsWith("%") ? listed.substring(listed.indexOf('.') + 1) : listed;
        return name.startsWith(Keys.PREFIX);
    }
}
