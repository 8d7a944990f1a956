package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations and sizes as operators write them.
 *
 * <table>
 * <caption>Examples</caption>
 * <tr><td>{@code 60}, {@code 60s}, {@code 1m}, {@code PT1M}</td><td>one minute</td></tr>
 * <tr><td>{@code 500ms}</td><td>half a second</td></tr>
 * <tr><td>{@code 0s}, {@code 366d}</td><td>{@link InvalidValue}</td></tr>
 * <tr><td>{@code 1048576}, {@code 1024k}, {@code 1m}</td><td>one mebibyte</td></tr>
 * </table>
 */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})(ms|s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("(\\d+)([kmg]?)");
    private static final long KIBI = 1024;

    /** Far below what overflows when it is counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final String REMEDY = "Write a duration such as 500ms, 60s or 5m";

    private Quantities() {}

    /** @throws InvalidValue if it is not a duration longer than nothing, and of a year at most */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        Duration duration =
                matcher.matches()
                        ? simple(Long.parseLong(matcher.group(1)), matcher.group(2))
                        : iso(text);
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidValue("is not longer than nothing", REMEDY);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw tooLong();
        }
        return duration;
    }

    private static InvalidValue tooLong() {
        return new InvalidValue("is longer than a year", REMEDY);
    }

    private static Duration simple(long number, String unit) {
        try {
            return Duration.of(
                    number,
                    switch (unit) {
                        case "ms" -> ChronoUnit.MILLIS;
                        case "m" -> ChronoUnit.MINUTES;
                        case "h" -> ChronoUnit.HOURS;
                        case "d" -> ChronoUnit.DAYS;
                        default -> ChronoUnit.SECONDS;
                    });
        } catch (ArithmeticException e) {
            throw tooLong();
        }
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue(
                    "is not a duration", "Write a duration such as 500ms, 60s, 5m or PT1M");
        }
    }

    /** @throws InvalidValue if it is not a number of bytes */
    static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidValue(
                    "is not a size", "Write a number of bytes, or a number with k, m or g");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "k" -> KIBI;
                    case "m" -> KIBI * KIBI;
                    case "g" -> KIBI * KIBI * KIBI;
                    default -> 1;
                };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new InvalidValue("is larger than anything", "Write a smaller size");
        }
    }
}
