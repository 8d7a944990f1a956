package io.breakwater.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationUrlTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/a?b, '', /a, ?b",
        "/a;b//c#d?e, '', /a;b//c, #d?e",
        "https://h:8443/a/b;c#d, https://h:8443, /a/b;c, #d",
        "HTTP://h?b, HTTP://h, '', ?b",
        "//h, //h, '', ''",
        "///a, //, /a, ''"
    })
    void is_taken_apart_at_both_ends_of_the_path(
            String text, String origin, String path, String tail) {
        assertThat(LocationUrl.parse(text)).isEqualTo(new LocationUrl(origin, path, tail));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "a/b", "?a", "#a", "mailto:a@b", "ftp://h/a", "http:/h", "a://b/"})
    void has_no_path_from_a_root(String text) {
        assertThat(LocationUrl.parse(text)).isNull();
    }

    @ParameterizedTest(name = "{0} is on h:8080: {1}")
    @CsvSource({
        "/a, true",
        "http://h/a, true",
        "https://H:443, true",
        "http://h.example/a, false",
        "http://h@other/a, false",
        "http://other@h/a, false",
        "///a, false"
    })
    void leads_to_the_same_host_by_any_port(String text, boolean same) {
        assertThat(LocationUrl.parse(text).isOn("h:8080")).isEqualTo(same);
    }
}
