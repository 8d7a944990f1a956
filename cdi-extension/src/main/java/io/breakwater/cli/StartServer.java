package io.breakwater.cli;

import io.breakwater.cdi.BreakwaterServer;
import io.breakwater.cdi.StartLog;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Listens until the process is ended. */
final class StartServer {
    private StartServer() {}

    /**
     * Starts, and says where on {@code out}.
     *
     * @throws ConfigurationException with every problem
     * @throws IllegalStateException if an address cannot be listened on
     */
    static BreakwaterServer run(JarConfiguration configuration, PrintStream out) {
        BreakwaterOptions options = configuration.read().orThrow();
        if (!options.enabled()) {
            throw new ConfigurationException(List.of(disabled()));
        }
        BreakwaterServer server = new BreakwaterServer();
        server.start(options, ResponseCodeHandler.HANDLE_404);
        StartLog.write(configuration.read(), EffectiveSettings.of(configuration.settings()));
        out.println("Breakwater listens on " + String.join(" ", server.urls()));
        out.flush();
        return server;
    }

    private static Problem disabled() {
        return new Problem(
                Keys.PREFIX + "enabled",
                Optional.of("false"),
                "leaves nothing to start",
                Optional.empty(),
                "Leave it out");
    }
}
