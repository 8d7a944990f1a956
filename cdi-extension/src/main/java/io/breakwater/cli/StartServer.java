package io.breakwater.cli;

import io.breakwater.cdi.BreakwaterServer;
import io.breakwater.cdi.NoApplication;
import io.breakwater.cdi.StartLog;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
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
        BreakwaterOptions options = enabled(configuration.read()).orThrow();
        BreakwaterServer server = new BreakwaterServer();
        server.start(options, new NoApplication());
        StartLog.write(configuration.read(), EffectiveSettings.of(configuration.settings()));
        out.println("Breakwater listens on " + String.join(" ", server.urls()));
        out.flush();
        return server;
    }

    /** Serves by what is configured now, if that is right; else the log says what is wrong, and nothing changes (P-23). */
    static void reload(BreakwaterServer server, JarConfiguration configuration) {
        if (server.reload(enabled(configuration.read()))) {
            StartLog.write(configuration.read(), EffectiveSettings.of(configuration.settings()));
        }
    }

    private static ReadOptions enabled(ReadOptions read) {
        return read.options().filter(options -> !options.enabled()).isEmpty()
                ? read
                : new ReadOptions(Optional.empty(), List.of(disabled()), read.warnings());
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
