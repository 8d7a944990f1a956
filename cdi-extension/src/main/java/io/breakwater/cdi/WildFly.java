package io.breakwater.cdi;

import io.breakwater.config.ConfiguredSettings;
import io.breakwater.config.ServerSettings;
import io.breakwater.options.BreakwaterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * What is special inside WildFly.
 *
 * <p>There Breakwater may be there more than once: as the module {@value #MODULE}, which the server's filter uses, and in the {@code
 * WEB-INF/lib} of applications. Only the module speaks for the whole server, whose configuration is not an application's:
 * {@code breakwater.properties} in the server's configuration folder, under system properties and the environment. Servers of a domain
 * have such a folder only if somebody makes it; without the file there, it is that of the host that they run on.
 */
final class WildFly {
    private static final Logger LOG = Logger.getLogger("io.breakwater");
    private static final String MODULE = "io.breakwater";
    private static final String CONFIGURATION_FOLDER = "jboss.server.config.dir";
    private static final String DOMAIN_FOLDER = "jboss.domain.config.dir";
    private static final String FILE = "breakwater.properties";

    private WildFly() {}

    /** WildFly's class loaders are those of JBoss Modules. */
    static boolean isAround() {
        ClassLoader loader = WildFly.class.getClassLoader();
        return loader != null && loader.getClass().getName().startsWith("org.jboss.modules.");
    }

    /** Whether this copy is the server's module, and not in an application. */
    static boolean isServerModule() {
        return isAround()
                && isModule(String.valueOf(WildFly.class.getClassLoader().getName()))
                && System.getProperty(CONFIGURATION_FOLDER) != null;
    }

    /** JBoss Modules adds a version if it finds one in a jar. */
    private static boolean isModule(String name) {
        return name.equals(MODULE) || name.startsWith(MODULE + "@");
    }

    static ConfiguredSettings serverSettings() {
        Path own = file(CONFIGURATION_FOLDER);
        boolean isShared = System.getProperty(DOMAIN_FOLDER) != null && !Files.exists(own);
        return ServerSettings.read(isShared ? file(DOMAIN_FOLDER) : own);
    }

    private static Path file(String folder) {
        return Path.of(System.getProperty(folder, "")).resolve(FILE);
    }

    static void warnOfListen(BreakwaterOptions options) {
        if (!options.listen().all().isEmpty()) {
            LOG.warn(
                    "breakwater.listen has no effect inside WildFly, whose own listeners are used. Leave it out.");
        }
    }
}
