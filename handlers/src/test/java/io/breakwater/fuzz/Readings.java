package io.breakwater.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.net.Ascii;
import io.breakwater.net.InvalidValue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has to hold of values that were read from any text. */
public final class Readings {
    private Readings() {}

    /** What can be read is printed as text that is read as the same, and that can stand in a header. */
    public static <T> Consumer<String> inverse(
            Function<String, @Nullable T> parse, Function<T, String> print) {
        Function<T, String> printed =
                value -> {
                    String text = print.apply(value);
                    assertThat(Ascii.isFieldValue(text)).as("header value %s", text).isTrue();
                    return text;
                };
        return readAgain(parse, printed);
    }

    /** The same for what is not for headers, and so may be in any language. */
    public static <T> Consumer<String> readAgain(
            Function<String, @Nullable T> parse, Function<T, String> print) {
        return text -> {
            T value = parse.apply(text);
            if (value != null) {
                String printed = print.apply(value);
                assertThat(parse.apply(printed)).as(printed).isEqualTo(value);
                assertThat(print.apply(value)).isEqualTo(printed);
            }
        };
    }

    /** For what an operator writes: {@link InvalidValue} is an answer, every other exception is not, and it has a remedy. */
    public static <T> Function<String, @Nullable T> orInvalid(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (InvalidValue invalid) {
                assertThat(invalid.getMessage()).isNotBlank();
                return null;
            }
        };
    }
}
