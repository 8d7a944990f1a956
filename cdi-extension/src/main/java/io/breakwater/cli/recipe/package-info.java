/**
 * What the front ends have to be told: each tier's half of a configuration.
 *
 * <p>Cast, in the order of events: {@link io.breakwater.cli.recipe.Tier} is one kind of front end, read from the resource of its name, with
 * the headers that it can tell; {@code Situation} is what one tier has to know of the configuration and of the tiers before it;
 * {@link io.breakwater.cli.recipe.Recipe} is the text of all tiers and Breakwater's own half.
 *
 * <p>A resource says on lines that begin with {@code name}, {@code tells} and {@code from} what it is called, which headers it can tell
 * ({@code *} for any but those with a minus sign) and where it usually connects from. The other lines are the recipe; one that begins with
 * words in brackets stands only where all of them hold, or none that begins with {@code !}.
 */
@NullMarked
package io.breakwater.cli.recipe;

import org.jspecify.annotations.NullMarked;
