package io.breakwater.options;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every problem in its message (P-22). */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(report(problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String report(List<Problem> problems) {
        String heading = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(Problem::toString)
                .collect(
                        Collectors.joining(
                                "\n  - ", heading + " in the Breakwater configuration:\n  - ", ""));
    }
}
