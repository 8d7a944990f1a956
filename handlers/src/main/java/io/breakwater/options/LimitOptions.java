package io.breakwater.options;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Times and sizes of the client's side.
 *
 * @param socketTimeout how long nothing may happen while a client's request is read or its answer written (P-14)
 * @param maxRequestBodyBytes empty for no limit
 */
public record LimitOptions(Duration socketTimeout, OptionalLong maxRequestBodyBytes) {}
