package io.breakwater.options;

import static io.breakwater.fuzz.Readings.inverse;
import static io.breakwater.fuzz.Readings.orInvalid;
import static io.breakwater.fuzz.Readings.readAgain;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators write: from any text. */
class OptionValueFuzz {
    enum Value implements Grammar {
        DURATION(Value::duration, "60s", "5m", "500ms", "PT1M", "0", "999999999999999d", "PT-1S"),
        SIZE(
                inverse(orInvalid(Quantities::bytes), String::valueOf),
                "1048576",
                "10M",
                "8g",
                "999999999999999g",
                "999999999g",
                "9223372036854775808",
                "-1"),
        LISTEN(
                readAgain(orInvalid(ListenAddress::parse), ListenAddress::toString),
                "unix:/run/breakwater.sock",
                "unix:/\u05e4",
                "127.0.0.1:8080",
                "[::1]:0",
                "*:8080",
                "localhost:80",
                "::1:80",
                ":",
                "[]:0");

        private final Reading reading;

        Value(Consumer<String> check, String... seeds) {
            this.reading = new Reading(check, List.of(seeds));
        }

        @Override
        public Reading reading() {
            return reading;
        }

        /** Longer than nothing, and short enough for whoever counts in milliseconds. */
        private static void duration(String text) {
            Duration duration = orInvalid(Quantities::duration).apply(text);
            if (duration != null) {
                assertThat(duration).isPositive().isLessThanOrEqualTo(Duration.ofDays(365));
                inverse(orInvalid(Quantities::duration), Duration::toString).accept(text);
            }
        }
    }

    static Stream<Arguments> seeds() {
        return Grammar.seeds(Value.values());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2s")
    void reading(@NotNull Value value, boolean atLength, @NotNull String text) {
        value.read(text, atLength);
    }
}
