package io.breakwater.config;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** What the configuration has for a property. */
sealed interface Lookup {
    /** A value, after expressions and profiles. */
    record Found(String value, String source, int ordinal) implements Lookup {}

    /** An expression that refers to nothing. */
    record Unresolved(String raw, Optional<String> source) implements Lookup {}

    /** Nothing, or an empty value. */
    record Absent() implements Lookup {}

    /** The value of one property, in all of the ways in which implementations say that an expression refers to nothing. */
    static Lookup of(Config config, String property) {
        try {
            ConfigValue value = config.getConfigValue(property);
            String source = SourceNames.shown(value.getSourceName(), property);
            String raw = value.getRawValue();
            if (isBlank(value.getValue())) {
                // SmallRye Config: no value, and yet something written
                return isBlank(raw) || value.getValue() != null
                        ? new Absent()
                        : new Unresolved(raw, Optional.of(source));
            }
            return new Found(value.getValue(), source, value.getSourceOrdinal());
        } catch (NoSuchElementException
                | IllegalArgumentException e) { // as the specification has it
            return new Unresolved(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** One property in several spellings: what is unresolved, else the strongest value. */
    static Lookup strongest(List<Lookup> spellings) {
        Optional<Lookup> unresolved =
                spellings.stream().filter(Unresolved.class::isInstance).findFirst();
        return unresolved.orElseGet(
                () ->
                        spellings.stream()
                                .filter(Found.class::isInstance)
                                .max(Comparator.comparingInt(lookup -> ((Found) lookup).ordinal()))
                                .orElseGet(Absent::new));
    }
}
