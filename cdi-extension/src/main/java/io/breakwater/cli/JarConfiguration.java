package io.breakwater.cli;

import io.breakwater.config.ConfiguredSettings;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the runnable jar is told, by options, file and environment, with what it alone takes for granted: it listens on
 * {@value #DEFAULT_LISTEN}, and with nothing else to serve on loopback it shows requests (whoami).
 *
 * @param settings all that was written, and those defaults
 * @param read what it comes to
 */
record JarConfiguration(Settings settings, ReadOptions read) {
    static final String DEFAULT_LISTEN = "127.0.0.1:8080";

    private static final String LISTEN = "listen";
    private static final String LISTEN_TLS = "listen-tls";
    private static final String WHOAMI = "whoami";
    private static final String SOURCE = "default of the runnable jar";

    static JarConfiguration of(CommandLineSettings line) {
        ConfiguredSettings told = RuntimeConfig.read(line.file()).plus(line.settings());
        if (told.settings().last(LISTEN).isEmpty() && told.settings().last(LISTEN_TLS).isEmpty()) {
            told = told.plus(Settings.of(List.of(new Setting(LISTEN, DEFAULT_LISTEN, SOURCE))));
        }
        ReadOptions read = told.read();
        if (told.settings().last(WHOAMI).isEmpty()
                && read.options().filter(JarConfiguration::servesNothing).isPresent()) {
            told = told.plus(Settings.of(List.of(new Setting(WHOAMI, "true", SOURCE))));
            read = told.read();
        }
        return new JarConfiguration(told.settings(), with(line.problems(), read));
    }

    private static boolean servesNothing(BreakwaterOptions options) {
        return !options.hasRoutes()
                && !options.documents().servesFiles()
                && options.listen().all().stream().allMatch(ListenAddress::isLoopback);
    }

    private static ReadOptions with(List<Problem> problems, ReadOptions read) {
        List<Problem> errors = new ArrayList<>(problems);
        errors.addAll(read.errors());
        return new ReadOptions(
                errors.isEmpty() ? read.options() : Optional.empty(), errors, read.warnings());
    }
}
