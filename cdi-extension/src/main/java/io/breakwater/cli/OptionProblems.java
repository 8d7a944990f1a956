package io.breakwater.cli;

import io.breakwater.options.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, before the values are looked at. */
final class OptionProblems {
    private static final String LEAVE_OUT = "Leave it out";

    private final ParseResult command;
    private final List<Problem> problems = new ArrayList<>();

    private OptionProblems(ParseResult command) {
        this.command = command;
    }

    static List<Problem> of(ParseResult command) {
        return new OptionProblems(command).find();
    }

    private List<Problem> find() {
        List<MissingParameterException> incomplete = new ArrayList<>();
        for (Exception error : command.errors()) {
            if (error instanceof MissingParameterException missing) {
                incomplete.add(missing);
            } else {
                add("command line", String.valueOf(error.getMessage()), "See --help");
            }
        }
        incomplete.forEach(this::addIncomplete);
        addUnmatched(!incomplete.isEmpty());
        return problems;
    }

    private void addIncomplete(MissingParameterException missing) {
        if (missing.getMissing().get(0) instanceof OptionSpec option) {
            String name = option.longestName();
            add(name, "something is missing after it", "Write " + name + " " + option.paramLabel());
        }
    }

    /** Words without dashes may belong to the wrong option before them; they are not called wrong then. */
    private void addUnmatched(boolean wordsBelong) {
        for (String word : command.unmatched()) {
            if (word.startsWith("-")) {
                addUnknown(word);
                wordsBelong = true;
            } else if (!wordsBelong) {
                addWord(word);
            }
        }
    }

    private void addUnknown(String word) {
        String option = word.split("=", 2)[0];
        RefusedOptions.why(option)
                .ifPresentOrElse(
                        why -> add(option, why, LEAVE_OUT),
                        () -> add(option, "no such option", suggestion(option)));
    }

    private String suggestion(String option) {
        List<String> similar =
                new UnmatchedArgumentException(command.commandSpec().commandLine(), List.of(option))
                        .getSuggestions();
        return similar.isEmpty()
                ? "The options are listed by --help"
                : "Write " + similar.get(0) + " if that was meant";
    }

    private void addWord(String word) {
        if (command.commandSpec().parent() == null) {
            add(word, "no such command", "The commands are listed by --help");
        } else {
            add(word, "no option", LEAVE_OUT);
        }
    }

    private void add(String option, String what, String remedy) {
        problems.add(new Problem(option, Optional.empty(), what, Optional.empty(), remedy));
    }
}
