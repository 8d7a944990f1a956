package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a whole server is told: system properties, else the environment, else a file. */
class ServerSettingsTest {
    private static final String KEY = "breakwater.via";

    private static ConfiguredSettings read(
            Map<String, String> properties,
            Map<String, String> variables,
            Map<String, String> file) {
        return new ServerSettings(properties, variables, file, "the.properties").read();
    }

    private static ConfiguredSettings file(Map<String, String> file) {
        return read(Map.of(), Map.of(), file);
    }

    private static String value(ConfiguredSettings read, String key) {
        return read.settings().last(key).map(Setting::value).orElse("nothing");
    }

    @Test
    void system_properties_are_stronger_than_variables_and_those_than_the_file() {
        Map<String, String> file = Map.of(KEY, "file");
        Map<String, String> variable = Map.of("BREAKWATER_VIA", "variable");
        assertThat(value(file(file), "via")).isEqualTo("file");
        assertThat(value(read(Map.of(), variable, file), "via")).isEqualTo("variable");
        assertThat(value(read(Map.of(KEY, "property"), variable, file), "via"))
                .isEqualTo("property");
    }

    @Test
    void a_list_of_a_stronger_source_takes_the_place_of_a_weaker_ones() {
        ConfiguredSettings read =
                read(
                        Map.of("breakwater.trusted-proxies", "10.0.0.1"),
                        Map.of(),
                        Map.of("breakwater.trusted-proxies", "10.0.0.2"));
        assertThat(read.settings().all("trusted-proxies"))
                .extracting(Setting::value)
                .containsExactly("10.0.0.1");
    }

    @Test
    void each_value_says_where_it_is_from() {
        ConfiguredSettings read =
                read(
                        Map.of("breakwater.mode", "observe"),
                        Map.of("BREAKWATER_MOUNTS_API_PATH", "/api/"),
                        Map.of(KEY, "a"));
        assertThat(read.settings().all())
                .extracting(Setting::source)
                .containsExactlyInAnyOrder(
                        "system property breakwater.mode",
                        "environment variable BREAKWATER_MOUNTS_API_PATH",
                        "the.properties");
        assertThat(value(read, "mounts.api.path")).isEqualTo("/api/");
    }

    @Test
    void other_properties_and_variables_are_nobodys_business() {
        ConfiguredSettings read =
                read(
                        Map.of("jboss.home.dir", "/x"),
                        Map.of("PATH", "/bin", "BREAKWATER_PORT", "tcp://10.0.0.1:80"),
                        Map.of());
        assertThat(read.settings().all()).isEmpty();
        assertThat(read.errors()).isEmpty();
        assertThat(read.warnings()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "x${one}y, x1y",
        "${env.TWO}, 2",
        "${TWO}, 2",
        "${none:3}, 3",
        "${none:${one}}, 1",
        "${none:}4, 4",
        "$5, $5",
    })
    void references_are_replaced(String written, String expected) {
        ConfiguredSettings read =
                read(Map.of("one", "1"), Map.of("TWO", "2"), Map.of(KEY, written));
        assertThat(value(read, "via")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"${none}", "${one", "${breakwater.via}", "a${none:${none}}"})
    void a_reference_to_nothing_is_an_error(String written) {
        ConfiguredSettings read = read(Map.of("one", "1"), Map.of(), Map.of(KEY, written));
        assertThat(read.errors())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.toString())
                                        .contains(KEY, "refers to something", "the.properties"));
    }

    @Test
    @DisplayName("a file need not exist; one that cannot be read is an error")
    void files(@TempDir Path folder) throws IOException {
        assertThat(ServerSettings.read(folder.resolve("none.properties")).errors()).isEmpty();
        Path latin = folder.resolve("latin.properties");
        Files.write(latin, new byte[] {'a', '=', (byte) 0xe4});
        assertThat(ServerSettings.read(latin).errors()).hasSize(1);
        Path good = Files.writeString(folder.resolve("good.properties"), KEY + "=good\n");
        assertThat(ServerSettings.read(good).settings().all())
                .isEqualTo(List.of(new Setting("via", "good", good.toString())));
    }
}
