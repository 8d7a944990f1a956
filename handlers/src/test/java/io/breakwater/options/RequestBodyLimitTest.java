package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequestBodyLimitTest {
    @Test
    void isNoneByDefault() {
        assertThat(limit()).isEmpty();
    }

    @Test
    void isASize() {
        assertThat(limit("10m")).hasValue(10 * 1024 * 1024);
    }

    @Test
    void canBeTakenBackByAStrongerSource() {
        assertThat(limit("10m", "unlimited")).isEmpty();
    }

    private static OptionalLong limit(String... values) {
        List<Setting> settings =
                List.of(values).stream()
                        .map(value -> new Setting("max-request-body", value, "x"))
                        .toList();
        return OptionsReader.read(Settings.of(settings)).orThrow().limits().maxRequestBodyBytes();
    }
}
