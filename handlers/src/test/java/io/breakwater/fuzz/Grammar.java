package io.breakwater.fuzz;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A way of reading text, as a row of an enum: what has to hold whatever the text is, and texts to begin with. */
public interface Grammar {
    Reading reading();

    /**
     * @param check reads the text and fails if what has to hold does not
     * @param seeds texts to begin with
     */
    record Reading(Consumer<String> check, List<String> seeds) {}

    /**
     * Reads the text; if {@code atLength}, repeated until it is as long as a header can get. Nothing is timed here: what is not linear
     * takes so long that Jazzer, or the build's time limit for each test, ends it.
     */
    default void read(String text, boolean atLength) {
        boolean longer = atLength && !text.isEmpty();
        reading().check().accept(longer ? text.repeat(LENGTH / text.length() + 1) : text);
    }

    /** Characters. */
    int LENGTH = 64 * 1024;

    /** Each grammar with each of its seeds, and with each of them made long: the arguments of a target. */
    static Stream<Arguments> seeds(Grammar... rows) {
        return Stream.of(rows)
                .flatMap(
                        row ->
                                row.reading().seeds().stream()
                                        .flatMap(
                                                seed ->
                                                        Stream.of(
                                                                Arguments.of(row, false, seed),
                                                                Arguments.of(row, true, seed))));
    }
}
