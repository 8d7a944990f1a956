package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each attack in {@code security-rows.txt} has a test that carries its number in a name or comment. */
class SecurityRowsTest {
    private static final Pattern NUMBER = Pattern.compile("\\bS(\\d{1,2})\\b");
    private static final List<String> MODULES = List.of("handlers", "cdi-extension", "testsuite");

    /** From number to title. */
    private static final SortedMap<Integer, String> ROWS = new TreeMap<>();

    /** From number to the tests that carry it. */
    private static final SortedMap<Integer, SortedSet<String>> TESTS = new TreeMap<>();

    static {
        lines(source("testsuite").resolve("resources/security-rows.txt"))
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> {
                            String[] row = line.split(" ", 2);
                            ROWS.put(Integer.valueOf(row[0].substring(1)), row[1]);
                        });
        MODULES.forEach(module -> scan(source(module).resolve("java")));
    }

    private static Path source(String module) {
        Path here = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
        return here.resolveSibling(module).resolve("src/test").normalize();
    }

    private static void scan(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.getFileName().toString().endsWith("Test.java"))
                    .forEach(file -> lines(file).forEach(line -> scan(file, line)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void scan(Path file, String line) {
        Matcher number = NUMBER.matcher(line);
        while (number.find()) {
            TESTS.computeIfAbsent(Integer.valueOf(number.group(1)), n -> new TreeSet<>())
                    .add(file.getFileName().toString());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRowHasATest() {
        return ROWS.entrySet().stream()
                .map(
                        row ->
                                dynamicTest(
                                        "S" + row.getKey() + " " + row.getValue(),
                                        () ->
                                                assertThat(TESTS.get(row.getKey()))
                                                        .as("tests that carry the number")
                                                        .isNotEmpty()));
    }

    @Test
    void everyNumberIsThatOfARow() {
        assertThat(ROWS.keySet()).containsAll(TESTS.keySet());
    }
}
