package io.breakwater.cli;

import io.breakwater.cli.recipe.Recipe;
import io.breakwater.cli.recipe.Tier;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Prints what each front end has to be told for the present configuration. */
final class Recipes {
    private static final String NAME = "NAME";

    private Recipes() {}

    static void addTiers(CommandSpec spec) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel(NAME)
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "the front ends, the one that clients connect to first: " + names())
                        .build());
    }

    /** @throws ConfigurationException with every problem */
    static void run(ParseResult command, PrintStream out) {
        List<String> names =
                command.matchedPositionals().stream()
                        .flatMap(parameter -> parameter.stringValues().stream())
                        .toList();
        ReadOptions read = JarConfiguration.of(CommandLineSettings.of(command)).read();
        List<Problem> problems = new ArrayList<>();
        List<Tier> tiers = tiers(names, problems);
        problems.addAll(read.errors());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        out.print(Recipe.of(read.orThrow(), tiers));
        out.flush();
    }

    private static List<Tier> tiers(List<String> names, List<Problem> problems) {
        List<Tier> tiers = new ArrayList<>();
        if (names.isEmpty()) {
            problems.add(problem(Optional.empty(), "is missing", "Write one or more of "));
        }
        for (String name : names) {
            Tier.named(name)
                    .ifPresentOrElse(
                            tiers::add,
                            () ->
                                    problems.add(
                                            problem(
                                                    Optional.of(name),
                                                    "is not known",
                                                    "Choose from ")));
        }
        return tiers;
    }

    private static Problem problem(Optional<String> name, String what, String remedy) {
        return new Problem(NAME, name, what, Optional.empty(), remedy + names());
    }

    private static String names() {
        return String.join(", ", Tier.names());
    }
}
