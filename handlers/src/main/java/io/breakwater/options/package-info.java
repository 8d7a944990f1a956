/**
 * All that can be configured, as immutable records, and the one way from text to them.
 *
 * <p>Purpose: properties files, environment, command line, handler text and the builder in code all become
 * {@link io.breakwater.options.Settings}; {@link io.breakwater.options.OptionsReader} turns those into
 * {@link io.breakwater.options.BreakwaterOptions} or into the whole list of {@link io.breakwater.options.Problem}s.
 * {@link io.breakwater.options.Keys} is the table of keys.
 *
 * <p>Imports the pure packages and the JDK only: no Undertow, no configuration library.
 */
@NullMarked
package io.breakwater.options;

import org.jspecify.annotations.NullMarked;
