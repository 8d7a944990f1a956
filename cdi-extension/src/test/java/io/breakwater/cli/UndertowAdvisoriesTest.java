package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndertowAdvisoriesTest {
    @ParameterizedTest(name = "{0}: {1} open")
    @CsvSource({
        "2.3.20.Final, 5",
        "2.3.21.Final, 3",
        "2.3.23.Final, 3",
        "2.3.24.Final, 3",
        "2.3.25.Final, 0",
        "2.3.27.Final, 0",
        "2.4.0.Final, 0",
        "2.4.4.Final, 0",
        "3.0.0.Final, 0",
        "2.2.38.Final, 5",
        "unknown, 5"
    })
    void are_open_until_the_version_that_ended_them(String version, int open) {
        assertThat(UndertowAdvisories.openIn(version)).hasSize(open);
    }
}
