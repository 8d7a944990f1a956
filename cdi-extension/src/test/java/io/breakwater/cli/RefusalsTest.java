package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Command lines that are refused, and every word of what is said about them: {@code refusals.txt}. With {@code -Dgolden.write=true} the
 * file is written anew, to be read before it is committed.
 */
class RefusalsTest {
    private static final Path WRITTEN =
            Path.of("src/test/resources/io/breakwater/cli/refusals.txt");

    @Test
    void are_refused_in_these_words() throws IOException {
        String expected = text();
        StringBuilder actual = new StringBuilder();
        for (String line : commandLines(expected)) {
            CommandRun run = CommandRun.of(words(line));
            assertThat(run.status()).as(line).isEqualTo(2);
            assertThat(run.out()).as(line).isEmpty();
            actual.append(line).append('\n').append(run.err());
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(WRITTEN, actual);
        }
        assertThat(actual).hasToString(expected);
    }

    private static String text() throws IOException {
        try (InputStream text = RefusalsTest.class.getResourceAsStream("refusals.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> commandLines(String text) {
        return text.lines().filter(line -> line.startsWith("$")).toList();
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.remove(0);
        return words.toArray(String[]::new);
    }
}
