package io.breakwater.config;

import io.breakwater.options.OptionsReader;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a configuration says, before its values are understood.
 *
 * @param settings all values found
 * @param errors values that cannot be had, such as expressions that refer to nothing
 * @param warnings names that mean nothing
 */
public record ConfiguredSettings(Settings settings, List<Problem> errors, List<Problem> warnings) {
    /** Nothing configured. */
    public static final ConfiguredSettings NONE =
            new ConfiguredSettings(Settings.NONE, List.of(), List.of());

    public ConfiguredSettings {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** These and others, which win over these. */
    public ConfiguredSettings plus(Settings stronger) {
        return new ConfiguredSettings(settings.plus(stronger), errors, warnings);
    }

    /** These, and of others the keys that these do not have. */
    public ConfiguredSettings orElse(Settings weaker) {
        List<Setting> both =
                new ArrayList<>(
                        weaker.all().stream()
                                .filter(setting -> settings.all(setting.key()).isEmpty())
                                .toList());
        both.addAll(settings.all());
        return new ConfiguredSettings(Settings.of(both), errors, warnings);
    }

    /** The options that the settings make, and all problems of both steps. */
    public ReadOptions read() {
        ReadOptions read = OptionsReader.read(settings);
        List<Problem> allErrors = new ArrayList<>(errors);
        Set<String> unreadable = errors.stream().map(Problem::key).collect(Collectors.toSet());
        read.errors().stream()
                .filter(
                        problem ->
                                problem.value().isPresent() || !unreadable.contains(problem.key()))
                .forEach(allErrors::add);
        List<Problem> allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(read.warnings());
        return new ReadOptions(
                allErrors.isEmpty() ? read.options() : Optional.empty(), allErrors, allWarnings);
    }
}
