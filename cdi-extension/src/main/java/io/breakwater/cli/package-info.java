/**
 * The command line of the runnable jar; left out of the jar that applications carry.
 *
 * <p>Purpose: options become {@link io.breakwater.options.Settings} like everything else that is written, so values, checks and messages
 * are those of the configuration. Nothing here starts a CDI container.
 *
 * <p>Cast: {@link io.breakwater.cli.Main} picks the command; {@code OptionTable} says which option means which key, {@code RefusedOptions}
 * which ones of mod_wsgi-express and Waitress are not taken and why; {@code JarConfiguration} joins options, file and environment. {@code Explain}
 * decides about an {@code ExplainedRequest} and tells it as an {@code Explanation}; {@code Verify} is the command line of
 * {@code io.breakwater.cli.verify}.
 */
@NullMarked
package io.breakwater.cli;

import org.jspecify.annotations.NullMarked;
