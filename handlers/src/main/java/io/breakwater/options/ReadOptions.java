package io.breakwater.options;

import java.util.List;
import java.util.Optional;

/**
 * What reading {@link Settings} came to.
 *
 * @param options empty if there are errors
 * @param errors what refuses the start
 * @param warnings what is worth a line at every start
 */
public record ReadOptions(
        Optional<BreakwaterOptions> options, List<Problem> errors, List<Problem> warnings) {
    public ReadOptions {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /**
     * The options.
     *
     * @throws ConfigurationException with all errors, if there are any
     */
    public BreakwaterOptions orThrow() {
        return options.orElseThrow(() -> new ConfigurationException(errors));
    }
}
