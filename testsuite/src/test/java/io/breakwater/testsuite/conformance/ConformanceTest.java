package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of every file gives the recorded result, or exactly the one that {@code differences/} holds, with a rule that demands it; an
 * entry that does not differ fails. What a case configures and its adapter cannot say fails too.
 */
class ConformanceTest {
    static final List<Adapter> ADAPTERS =
            List.of(
                    new WaitressAdapter(),
                    new ModWsgiAdapter(),
                    new AspNetAdapter(),
                    new TomcatAdapter(),
                    new JettyAdapter(),
                    new SpringAdapter(),
                    new WerkzeugAdapter(),
                    new CaddyAdapter(),
                    new NginxAdapter(),
                    new HaProxyAdapter(),
                    new NginxProxyAdapter(),
                    new CaddyProxyAdapter(),
                    new HaProxyProxyAdapter(),
                    new ModWsgiExpressAdapter(),
                    new YarpAdapter());

    private static final List<Summary> SUMMARIES = new ArrayList<>();

    @TempDir private static Path directory;
    private static Served server;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectory(directory.resolve("static"));
        Files.writeString(directory.resolve("static/index.html"), "<p>the index</p>");
        server = new Served(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        SUMMARIES.forEach(System.out::println);
    }

    @TestFactory
    Stream<DynamicContainer> files() {
        return ADAPTERS.stream().map(adapter -> dynamicContainer(adapter.name(), cases(adapter)));
    }

    @TestFactory
    Stream<DynamicTest> everyCaseHasOneAdapter() {
        return ADAPTERS.stream()
                .map(Adapter::file)
                .distinct()
                .map(file -> dynamicTest(file, () -> assertThatEveryCaseHasOneAdapter(file)));
    }

    private static void assertThatEveryCaseHasOneAdapter(String file) {
        List<Adapter> adapters = ADAPTERS.stream().filter(a -> a.file().equals(file)).toList();
        assertThat(load(file))
                .allSatisfy(
                        recorded ->
                                assertThat(adapters)
                                        .as(recorded.id())
                                        .filteredOn(adapter -> adapter.covers(recorded))
                                        .hasSize(1));
    }

    private static Stream<DynamicTest> cases(Adapter adapter) {
        Differences differences = Differences.load(adapter.name());
        Summary summary = new Summary(adapter.name(), differences);
        SUMMARIES.add(summary);
        Set<String> ids = new LinkedHashSet<>();
        List<RecordedCase> recorded =
                load(adapter.file()).stream().filter(adapter::covers).toList();
        Stream<DynamicTest> each =
                recorded.stream().flatMap(c -> runs(adapter, c, differences, summary, ids));
        return Stream.concat(
                each,
                Stream.of(
                        dynamicTest(
                                "every difference is one of a case",
                                () -> assertThat(ids).containsAll(differences.cases())),
                        dynamicTest(
                                "every reason has a case", () -> everyReasonHasACase(differences)),
                        dynamicTest(
                                "every variable without counterpart occurs",
                                () ->
                                        assertThat(recorded)
                                                .flatMap(
                                                        c ->
                                                                c.expect().properties().stream()
                                                                        .map(Map.Entry::getKey)
                                                                        .toList())
                                                .containsAll(adapter.unmapped().keySet()))));
    }

    private static Stream<DynamicTest> runs(
            Adapter adapter,
            RecordedCase recorded,
            Differences differences,
            Summary summary,
            Set<String> ids) {
        try {
            return adapter.runs(recorded).stream()
                    .peek(run -> ids.add(run.id()))
                    .map(
                            run ->
                                    dynamicTest(
                                            run.id(),
                                            new Trial(adapter, run, differences, summary, server)
                                                    ::hold));
        } catch (IllegalArgumentException inexpressible) {
            return Stream.of(
                    dynamicTest(
                            recorded.id(),
                            () -> {
                                summary.begin(recorded.isConfiguration(), false);
                                throw inexpressible;
                            }));
        }
    }

    private static void everyReasonHasACase(Differences differences) {
        assertThat(differences.cases())
                .flatMap(differences::reasonsOf)
                .containsAll(differences.reasons());
    }

    private static List<RecordedCase> load(String file) {
        try (InputStream in =
                ConformanceTest.class.getResourceAsStream("/cases/" + file + ".json")) {
            return StreamSupport.stream(
                            new ObjectMapper()
                                    .readTree(Objects.requireNonNull(in, file))
                                    .spliterator(),
                            false)
                    .map(RecordedCase::new)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
