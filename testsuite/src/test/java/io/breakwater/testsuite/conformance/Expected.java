package io.breakwater.testsuite.conformance;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the recorded system gave, in the words of {@link Outcome}.
 *
 * @param variables those that the case asserts; {@link Outcome#ABSENT} for those that must not be there
 * @param allHeaders whether no other forwarding header may be left
 */
record Expected(SortedMap<String, String> variables, boolean allHeaders) {
    /** What the server says of itself for the same request without forwarding headers. */
    static final String OWN = "<own>";

    /** In place of a header's value: the header was taken out because the request itself says now what it said. */
    static final String CONSUMED = "<consumed>";

    Expected {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** The same, with what the server says of itself put in. */
    Expected resolved(Outcome own) {
        SortedMap<String, String> resolved = new TreeMap<>(variables);
        resolved.replaceAll((variable, value) -> value.equals(OWN) ? own.value(variable) : value);
        return new Expected(resolved, allHeaders);
    }

    boolean asserts(String variable) {
        return variables.containsKey(variable);
    }

    /** The recorded value, or another one if it was not recorded. */
    String value(String variable, String otherwise) {
        return variables.getOrDefault(variable, otherwise);
    }

    boolean started() {
        return value(Outcome.START, Outcome.ACCEPTED).equals(Outcome.ACCEPTED);
    }

    boolean wasServed() {
        return started() && value(Outcome.STATUS, "200").compareTo("400") < 0;
    }

    /**
     * Everything in which a result is not the recorded one, with the result's value.
     *
     * @param own the result for the same request without forwarding headers
     */
    SortedMap<String, String> differencesIn(Outcome actual, Outcome own) {
        SortedMap<String, String> differences = new TreeMap<>();
        if (started() != actual.started()) {
            differences.put(
                    Outcome.START,
                    actual.started() ? Outcome.ACCEPTED : actual.value(Outcome.START));
        } else if (started() && asserts(Outcome.STATUS) && wasServed() != actual.wasServed()) {
            addAllThatIsNot(own, actual, differences);
        } else if (started()) {
            addAllThatIsNotRecorded(actual, differences);
        }
        return differences;
    }

    /** Of a request that one of the two refused there is nothing to compare: shown is what was answered or believed. */
    private static void addAllThatIsNot(
            Outcome own, Outcome actual, SortedMap<String, String> differences) {
        differences.put(Outcome.STATUS, actual.value(Outcome.STATUS));
        for (Map.Entry<String, String> variable : actual.variables().entrySet()) {
            boolean refusal = Outcome.REFUSAL.contains(variable.getKey());
            boolean believed =
                    actual.wasServed() && !own.value(variable.getKey()).equals(variable.getValue());
            if (refusal || believed) {
                differences.put(variable.getKey(), variable.getValue());
            }
        }
    }

    private void addAllThatIsNotRecorded(Outcome actual, SortedMap<String, String> differences) {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String expected =
                    variable.getValue().equals(CONSUMED) ? Outcome.ABSENT : variable.getValue();
            if (!actual.value(variable.getKey()).equals(expected)) {
                differences.put(variable.getKey(), actual.value(variable.getKey()));
            }
        }
        for (Map.Entry<String, String> variable : actual.variables().entrySet()) {
            boolean more =
                    allHeaders
                            && Outcome.isForwarding(variable.getKey())
                            && !asserts(variable.getKey());
            boolean other =
                    !actual.wasServed()
                            && Outcome.REFUSAL.contains(variable.getKey())
                            && !asserts(variable.getKey());
            if (more || other && !differences.isEmpty()) {
                differences.put(variable.getKey(), variable.getValue());
            }
        }
    }
}
