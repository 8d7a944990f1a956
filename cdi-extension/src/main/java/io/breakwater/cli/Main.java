package io.breakwater.cli;

import io.breakwater.cdi.BreakwaterServer;
import io.breakwater.cli.verify.Unverifiable;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The runnable jar's entry point: exit status 0 on success, 2 if options or configuration are wrong or a server cannot be reached, 1 if
 * something else is wrong, such as what {@code verify} finds. */
public final class Main {
    private static final int SUCCESS = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        LogFormat.set();
        int status = new Main(System.out, System.err).run(args);
        if (status != SUCCESS) {
            System.exit(status);
        }
    }

    /** Runs a command; servers that it starts go on after it has returned. */
    int run(String... args) {
        CommandLine line =
                CommandSpecs.commandLine(args)
                        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        ParseResult parsed = line.parseArgs(args);
        line.setSeparator(" "); // from here on only for help
        if (CommandLine.printHelpIfRequested(parsed)) {
            return SUCCESS;
        }
        try {
            refuse(OptionProblems.of(parsed));
            if (!parsed.hasSubcommand()) {
                line.usage(err);
                return MISCONFIGURED;
            }
            return run(parsed.subcommand());
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return MISCONFIGURED;
        } catch (Unverifiable e) {
            err.println("Breakwater cannot verify: " + e.getMessage());
            return MISCONFIGURED;
        } catch (IllegalStateException e) {
            err.println("Breakwater " + e.getMessage());
            return FAILED;
        }
    }

    private int run(ParseResult command) throws Unverifiable {
        switch (command.commandSpec().name()) {
            case CommandSpecs.START_SERVER -> start(CommandLineSettings.of(command));
            case CommandSpecs.CHECK -> Check.run(configuration(command), out);
            case CommandSpecs.EXPLAIN -> Explain.run(command, out);
            case CommandSpecs.RECIPE -> Recipes.run(command, out);
            case CommandSpecs.VERIFY -> {
                return Verify.run(command, out) ? SUCCESS : FAILED;
            }
            default -> demo(command);
        }
        return SUCCESS;
    }

    private static JarConfiguration configuration(ParseResult command) {
        return JarConfiguration.of(CommandLineSettings.of(command));
    }

    private void start(CommandLineSettings line) {
        BreakwaterServer server = StartServer.run(JarConfiguration.of(line), out);
        endWithProcess(server);
        Hangup.on(() -> StartServer.reload(server, JarConfiguration.of(line)));
    }

    private void demo(ParseResult command) {
        refuse(OptionProblems.of(command));
        Demo.run(out).forEach(Main::endWithProcess);
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void endWithProcess(BreakwaterServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "breakwater-stop"));
    }
}
