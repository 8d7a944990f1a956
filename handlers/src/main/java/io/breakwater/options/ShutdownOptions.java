package io.breakwater.options;

import java.time.Duration;

/**
 * How the embedded server stops (P-21).
 *
 * @param delay how long it goes on as before, but says that it is not ready; may be zero
 * @param timeout how long it then waits for answers that are under way
 */
public record ShutdownOptions(Duration delay, Duration timeout) {}
