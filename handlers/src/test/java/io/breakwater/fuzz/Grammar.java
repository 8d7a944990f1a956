package io.breakwater.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A way of reading text, as a row of an enum: what has to hold whatever the text is, and texts to begin with. */
public interface Grammar {
    /** Reads the text and fails if what has to hold does not. */
    void read(String text);

    List<String> seeds();

    /**
     * Reads the text; if {@code atLength}, repeated until it is as long as a header can get. Nothing is timed here: what is not linear
     * takes so long that Jazzer, or the build's time limit for each test, ends it.
     */
    default void read(String text, boolean atLength) {
        read(atLength && !text.isEmpty() ? text.repeat(LENGTH / text.length() + 1) : text);
    }

    /** Characters. */
    int LENGTH = 64 * 1024;

    /** Each grammar with each of its seeds, and with each of them made long: the arguments of a target. */
    static Stream<Arguments> seeds(Grammar... rows) {
        return Stream.of(rows)
                .flatMap(
                        row ->
                                row.seeds().stream()
                                        .flatMap(
                                                seed ->
                                                        Stream.of(
                                                                Arguments.of(row, false, seed),
                                                                Arguments.of(row, true, seed))));
    }
}
