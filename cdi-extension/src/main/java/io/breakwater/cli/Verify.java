package io.breakwater.cli;

import io.breakwater.cli.verify.Report;
import io.breakwater.cli.verify.Unverifiable;
import io.breakwater.cli.verify.Verification;
import io.breakwater.cli.verify.Way;
import io.breakwater.cli.verify.WebServer;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.IpAddress;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Tries on a server what strangers can send, and says what it believed. */
final class Verify {
    private static final String URL = "URL";
    private static final String VIA = "--via";
    private static final String FROM = "--from";
    private static final String STRICT = "--strict";

    private final ParseResult command;
    private final List<Problem> problems;
    private final @Nullable WebServer server;
    private final @Nullable WebServer front;
    private final Optional<IpAddress> from;

    private Verify(ParseResult command) {
        this.command = command;
        this.problems = new ArrayList<>(OptionProblems.of(command));
        this.server = server(URL, command.matchedPositionalValue(0, ""));
        this.front = command.hasMatchedOption(VIA) ? server(VIA, value(VIA)) : null;
        this.from =
                command.hasMatchedOption(FROM) ? Optional.ofNullable(address()) : Optional.empty();
    }

    static void addOptions(CommandSpec spec) {
        spec.addOption(
                        CommandSpecs.texts(VIA, 1)
                                .paramLabel("URL")
                                .description("the same server's URL for its public, in front")
                                .build())
                .addOption(
                        CommandSpecs.texts(FROM, 1)
                                .paramLabel("ADDRESS")
                                .description("the address of this machine to connect from")
                                .build())
                .addOption(
                        CommandSpecs.flag(STRICT)
                                .description("fails what reaches the application, believed or not")
                                .build())
                .addOption(CommandSpecs.json("prints what was found as JSON"))
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel(URL)
                                .index("0")
                                .arity("0..1")
                                .type(String.class)
                                .description("where a server answers with what it sees")
                                .build());
    }

    /**
     * Whether nothing was believed.
     *
     * @throws ConfigurationException if options are wrong
     * @throws Unverifiable if nothing can be found out
     */
    static boolean run(ParseResult command, PrintStream out) throws Unverifiable {
        Report report = new Verify(command).report();
        out.print(
                command.hasMatchedOption(CommandSpecs.JSON) ? report.json() + "\n" : report.text());
        out.flush();
        return report.passed();
    }

    private Report report() throws Unverifiable {
        if (server == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        boolean strict = command.hasMatchedOption(STRICT);
        Way straight = Verification.straight(server, from, strict, front != null);
        return front == null
                ? new Report(List.of(straight))
                : new Report(List.of(straight, Verification.via(front, from, strict, straight)));
    }

    private @Nullable WebServer server(String option, String url) {
        try {
            return WebServer.parse(url);
        } catch (InvalidValue e) {
            problems.add(new Problem(option, text(url), e.problem(), Optional.empty(), e.remedy()));
            return null;
        }
    }

    private @Nullable IpAddress address() {
        IpAddress address = IpAddress.parse(value(FROM));
        if (address == null) {
            problems.add(
                    new Problem(
                            FROM,
                            text(value(FROM)),
                            "is not an address",
                            Optional.empty(),
                            "Write an address of this machine, such as 127.0.0.2"));
        }
        return address;
    }

    private static Optional<String> text(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private String value(String name) {
        OptionSpec option = command.matchedOption(name);
        List<String> values = option == null ? List.of() : option.originalStringValues();
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }
}
