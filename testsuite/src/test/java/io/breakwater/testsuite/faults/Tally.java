package io.breakwater.testsuite.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run.
 *
 * @param whole answers that came as the upstream meant them
 * @param failed those that came as 502, 503 or 504
 * @param cut those that ended with the connection
 * @param wrong what must not be, in words
 */
record Tally(long whole, long failed, long cut, List<String> wrong) {
    static final Tally NONE = new Tally(0, 0, 0, List.of());

    Tally {
        wrong = List.copyOf(wrong);
    }

    Tally plus(Tally other) {
        List<String> both = new ArrayList<>(wrong);
        both.addAll(other.wrong);
        return new Tally(whole + other.whole, failed + other.failed, cut + other.cut, both);
    }

    static Tally aWhole() {
        return new Tally(1, 0, 0, List.of());
    }

    static Tally aFailure() {
        return new Tally(0, 1, 0, List.of());
    }

    static Tally aCut() {
        return new Tally(0, 0, 1, List.of());
    }

    static Tally aWrong(String what) {
        return new Tally(0, 0, 0, List.of(what));
    }
}
