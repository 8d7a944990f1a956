package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads single settings and collects what is wrong with them; a setting that is wrong counts as absent from then on. */
final class SettingsReader {
    private final Settings settings;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    SettingsReader(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    List<Problem> errors() {
        return errors;
    }

    List<Problem> warnings() {
        return warnings;
    }

    boolean has(String key) {
        return settings.last(key).isPresent();
    }

    <T> Optional<T> value(String key, Function<String, T> parser) {
        Optional<Setting> setting = settings.last(key);
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(setting.get().value().trim()));
        } catch (InvalidValue e) {
            error(setting.get(), setting.get().value().trim(), e.problem(), e.remedy());
            return Optional.empty();
        }
    }

    Optional<String> text(String key) {
        return value(key, Function.identity());
    }

    boolean flag(String key, boolean byDefault) {
        return value(key, SettingsReader::parseFlag).orElse(byDefault);
    }

    private static boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new InvalidValue("is neither true nor false", "Write true or false");
        };
    }

    OptionalInt number(String key, int min, int max) {
        Optional<Integer> number = value(key, text -> parseNumber(text, min, max));
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    private static int parseNumber(String text, int min, int max) {
        InvalidValue wrong =
                new InvalidValue(
                        "is not a number from " + min + " to " + max,
                        "Write a number from " + min + " to " + max);
        try {
            int number = Integer.parseInt(text);
            if (number < min || number > max) {
                throw wrong;
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong;
        }
    }

    Optional<Duration> duration(String key) {
        return value(key, Quantities::duration);
    }

    /** One of a few words, in any case; the first one is the default. */
    <T> T choice(String key, T byDefault, Map<String, T> choices) {
        return value(
                        key,
                        text -> {
                            T chosen = choices.get(text.toLowerCase(Locale.ROOT));
                            if (chosen == null) {
                                String words =
                                        choices.keySet().stream()
                                                .sorted()
                                                .reduce((a, b) -> a + " or " + b)
                                                .orElse("");
                                throw new InvalidValue(
                                        "is not one of the known words", "Write " + words);
                            }
                            return chosen;
                        })
                .orElse(byDefault);
    }

    /** The items of a list, separated by commas and white space, each with the setting it was written in. */
    List<Item> list(String key) {
        List<Item> items = new ArrayList<>();
        for (Setting setting : settings.all(key)) {
            for (String text : setting.value().split("[,\\s]+")) {
                if (!text.isEmpty()) {
                    items.add(new Item(text, setting));
                }
            }
        }
        return items;
    }

    /** Whether a list has any item: separators alone are no value (P-22). */
    boolean hasItems(String key) {
        return !list(key).isEmpty();
    }

    /** The items of a list that can be parsed. */
    <T> List<T> list(String key, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>();
        for (Item item : list(key)) {
            try {
                parsed.add(parser.apply(item.text));
            } catch (InvalidValue e) {
                error(item.setting, item.text, e.problem(), e.remedy());
            }
        }
        return parsed;
    }

    /** An item of a list. */
    record Item(String text, Setting setting) {}

    void error(Setting setting, String value, String what, String remedy) {
        errors.add(problem(setting, value, what, remedy));
    }

    void warn(Setting setting, String value, String what, String remedy) {
        warnings.add(problem(setting, value, what, remedy));
    }

    private static Problem problem(Setting setting, String value, String what, String remedy) {
        return new Problem(
                Keys.PREFIX + setting.key(),
                Optional.of(value),
                what,
                Optional.of(setting.source()),
                remedy);
    }

    /** Something is wrong with the value of a key as a whole, if it was written at all. */
    void errorAt(String key, String what, String remedy) {
        settings.last(key).ifPresent(setting -> error(setting, setting.value(), what, remedy));
    }

    void warnAt(String key, String what, String remedy) {
        settings.last(key).ifPresent(setting -> warn(setting, setting.value(), what, remedy));
    }

    /** A key that is needed because of another one. */
    void missing(String key, Optional<String> source, String remedy) {
        errors.add(new Problem(Keys.PREFIX + key, Optional.empty(), "is missing", source, remedy));
    }
}
