package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Settings;
import io.undertow.server.HttpHandler;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/**
 * A valid configuration in a container.
 *
 * @param settings what was written
 * @param read what it came to, without errors
 */
record Deployment(Settings settings, ReadOptions read) {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    BreakwaterOptions options() {
        return read.orThrow();
    }

    /** Listens, where that is asked for and possible, and says so. */
    void start(BreakwaterServer server, Instance<HttpHandler> applications) {
        start(server, applications, () -> StartLog.write(read, EffectiveSettings.of(settings)));
    }

    /**
     * The same.
     *
     * @param startLog writes what the log says at every start
     */
    void start(BreakwaterServer server, Instance<HttpHandler> applications, Runnable startLog) {
        if (!options().enabled() || !options().listen().listens()) {
            return;
        }
        if (WildFly.isAround()) {
            WildFly.warnOfListen(options());
            return;
        }
        try {
            server.start(options(), ApplicationHandler.of(applications));
        } catch (RuntimeException | LinkageError e) { // containers lose the cause
            LOG.error("Breakwater does not start", e);
            throw e;
        }
        startLog.run();
        LOG.infof("Breakwater listens on %s", String.join(" ", server.urls()));
    }
}
