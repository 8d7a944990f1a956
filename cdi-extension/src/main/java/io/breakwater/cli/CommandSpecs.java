package io.breakwater.cli;

import io.breakwater.cdi.Versions;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and their options, as picocli wants to be told. Built without annotations, which would cost time at every start. */
final class CommandSpecs {
    static final String START_SERVER = "start-server";
    static final String CHECK = "check";
    static final String EXPLAIN = "explain";
    static final String VERIFY = "verify";
    static final String RECIPE = "recipe";
    static final String DEMO = "demo";
    static final String CONFIG = "--config";
    static final String JSON = "--json";

    private static final List<Command> COMMANDS =
            List.of(
                    new Command(
                            START_SERVER,
                            "Listens, until it is ended.",
                            CommandSpecs::serverOptions),
                    new Command(
                            CHECK,
                            "Checks the configuration and prints what counts of it.",
                            CommandSpecs::serverOptions),
                    new Command(
                            EXPLAIN,
                            "Says what is believed of a request, and why, without sending it.",
                            spec -> {
                                ExplainedRequest.addOptions(spec);
                                serverOptions(spec);
                            }),
                    new Command(
                            VERIFY,
                            "Tries forgeries on a server, and says which ones it believed.",
                            Verify::addOptions),
                    new Command(
                            RECIPE,
                            "Prints what the front ends have to be told.",
                            spec -> {
                                Recipes.addTiers(spec);
                                serverOptions(spec);
                            }),
                    new Command(
                            DEMO,
                            "Shows both roles: a front server and one behind it, on loopback.",
                            spec -> {}));

    /** @param options adds them; called only for the command that was named */
    private record Command(String name, String description, Consumer<CommandSpec> options) {}

    private CommandSpecs() {}

    /** The parser of {@code words}: only the command that they name has all of its options, as every option costs time. */
    static CommandLine commandLine(String... words) {
        List<String> named = List.of(words);
        CommandSpec root =
                named("breakwater", "Makes Undertow right behind, and as, a reverse proxy.")
                        .addOption(
                                flag("--version")
                                        .versionHelp(true)
                                        .description("prints the versions")
                                        .build())
                        .versionProvider(CommandSpecs::versions);
        for (Command command : COMMANDS) {
            CommandSpec spec = named(command.name(), command.description());
            if (named.contains(command.name())) {
                command.options().accept(spec);
            }
            root.addSubcommand(command.name(), spec);
        }
        CommandLine line = new CommandLine(root);
        line.setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedArgumentsAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false);
        root.parser().collectErrors(true);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().parser().collectErrors(true));
        return line;
    }

    private static String[] versions() {
        return new String[] {
            "Breakwater " + Versions.breakwater(), "Undertow " + Versions.undertow()
        };
    }

    private static CommandSpec named(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        return spec.addOption(
                flag("--help", "-h").usageHelp(true).description("prints this").build());
    }

    private static void serverOptions(CommandSpec spec) {
        spec.addOption(
                texts(CONFIG, 1)
                        .paramLabel("FILE")
                        .description("a properties file with keys of README; options win over it")
                        .build());
        for (OptionRow row : OptionTable.ROWS) {
            spec.addOption(option(row));
        }
    }

    private static OptionSpec option(OptionRow row) {
        OptionSpec.Builder builder =
                row.parameters().isEmpty()
                        ? flag(row.name())
                        : texts(row.name(), row.parameters().size())
                                .paramLabel(String.join(" ", row.parameters()))
                                .hideParamSyntax(true);
        return builder.description(row.description()).build();
    }

    static OptionSpec json(String description) {
        return flag(JSON).description(description).build();
    }

    /** An option that nothing follows. */
    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class);
    }

    /** An option that so many words follow, and that may be repeated. */
    static OptionSpec.Builder texts(String name, int count) {
        return OptionSpec.builder(name)
                .arity(String.valueOf(count))
                .type(List.class)
                .auxiliaryTypes(String.class);
    }
}
