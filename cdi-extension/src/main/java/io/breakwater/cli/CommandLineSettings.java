package io.breakwater.cli;

import io.breakwater.options.Problem;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the options of a command say.
 *
 * @param settings the keys and values that they stand for
 * @param file the argument of {@code --config}
 * @param problems options that are not taken
 */
record CommandLineSettings(Settings settings, Optional<String> file, List<Problem> problems) {
    private static final String SOURCE = "command line ";
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "8080";

    CommandLineSettings {
        problems = List.copyOf(problems);
    }

    static CommandLineSettings of(ParseResult command) {
        List<Setting> settings = new ArrayList<>(hostAndPort(command));
        settings.addAll(hostAndTlsPort(command));
        for (OptionRow row : OptionTable.ROWS) {
            settings.addAll(settings(row, command));
        }
        return new CommandLineSettings(
                Settings.of(settings),
                last(command, CommandSpecs.CONFIG),
                OptionProblems.of(command));
    }

    private static List<Setting> settings(OptionRow row, ParseResult command) {
        OptionSpec option = command.matchedOption(row.name());
        if (option == null) {
            return List.of();
        }
        List<Setting> settings = new ArrayList<>();
        List<String> values = option.originalStringValues();
        int size = row.parameters().size();
        int count = size == 0 ? 1 : values.size() / size;
        for (int i = 0; i < count; i++) {
            Map<String, String> keys =
                    row.meaning().keys(values.subList(i * size, (i + 1) * size), i + 1);
            new TreeMap<>(keys)
                    .forEach(
                            (key, value) ->
                                    settings.add(new Setting(key, value, SOURCE + row.name())));
        }
        return settings;
    }

    private static List<Setting> hostAndPort(ParseResult command) {
        Optional<String> host = last(command, OptionTable.HOST);
        Optional<String> port = last(command, OptionTable.PORT);
        if (host.isEmpty() && port.isEmpty()) {
            return List.of();
        }
        String source =
                SOURCE
                        + (host.isPresent() ? OptionTable.HOST : "")
                        + (host.isPresent() && port.isPresent() ? " " : "")
                        + (port.isPresent() ? OptionTable.PORT : "");
        String address = bracketed(host.orElse(DEFAULT_HOST)) + ":" + port.orElse(DEFAULT_PORT);
        return List.of(new Setting("listen", address, source));
    }

    private static List<Setting> hostAndTlsPort(ParseResult command) {
        String host = bracketed(last(command, OptionTable.HOST).orElse(DEFAULT_HOST));
        return last(command, OptionTable.HTTPS_PORT).stream()
                .map(
                        port ->
                                new Setting(
                                        "listen-tls",
                                        host + ":" + port,
                                        SOURCE + OptionTable.HTTPS_PORT))
                .toList();
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static Optional<String> last(ParseResult command, String name) {
        OptionSpec option = command.matchedOption(name);
        List<String> values = option == null ? List.of() : option.originalStringValues();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
