package io.breakwater.cli;

import io.breakwater.cdi.Versions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and their options, as picocli wants to be told. Built without annotations, which would cost time at every start. */
final class CommandSpecs {
    static final String START_SERVER = "start-server";
    static final String CHECK = "check";
    static final String DEMO = "demo";
    static final String CONFIG = "--config";

    private CommandSpecs() {}

    static CommandLine commandLine() {
        CommandSpec root =
                named("breakwater", "Makes Undertow right behind, and as, a reverse proxy.")
                        .addOption(
                                OptionSpec.builder("--version")
                                        .versionHelp(true)
                                        .arity("0")
                                        .type(boolean.class)
                                        .description("prints the versions")
                                        .build())
                        .version(
                                "Breakwater " + Versions.breakwater(),
                                "Undertow " + Versions.undertow());
        root.addSubcommand(START_SERVER, serving(START_SERVER, "Listens, until it is ended."));
        root.addSubcommand(
                CHECK, serving(CHECK, "Checks the configuration and prints what counts of it."));
        root.addSubcommand(
                DEMO,
                named(DEMO, "Shows both roles: a front server and one behind it, on loopback."));
        CommandLine line = new CommandLine(root);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedArgumentsAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.parser().collectErrors(true);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().parser().collectErrors(true));
        return line;
    }

    private static CommandSpec named(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        return spec.addOption(
                OptionSpec.builder("--help", "-h")
                        .usageHelp(true)
                        .arity("0")
                        .type(boolean.class)
                        .description("prints this")
                        .build());
    }

    private static CommandSpec serving(String name, String description) {
        CommandSpec spec = named(name, description);
        spec.addOption(
                texts(CONFIG, 1)
                        .paramLabel("FILE")
                        .description("a properties file with keys of README; options win over it")
                        .build());
        for (OptionRow row : OptionTable.ROWS) {
            spec.addOption(option(row));
        }
        for (RefusedOptions.Refused refused : RefusedOptions.rows()) {
            spec.addOption(
                    OptionSpec.builder(refused.name())
                            .arity("0.." + refused.parameters())
                            .type(List.class)
                            .auxiliaryTypes(String.class)
                            .hidden(true)
                            .build());
        }
        return spec;
    }

    private static OptionSpec option(OptionRow row) {
        OptionSpec.Builder builder =
                row.parameters().isEmpty()
                        ? OptionSpec.builder(row.name()).arity("0").type(boolean.class)
                        : texts(row.name(), row.parameters().size())
                                .paramLabel(String.join(" ", row.parameters()))
                                .hideParamSyntax(true);
        return builder.description(row.description()).build();
    }

    private static OptionSpec.Builder texts(String name, int count) {
        return OptionSpec.builder(name)
                .arity(String.valueOf(count))
                .type(List.class)
                .auxiliaryTypes(String.class);
    }
}
