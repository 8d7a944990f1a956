/** The command line of the runnable jar; left out of the jar that applications carry. */
@NullMarked
package io.breakwater.cli;

import org.jspecify.annotations.NullMarked;
