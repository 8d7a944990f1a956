/** MicroProfile Config read into {@code io.breakwater.options}; no CDI, no command line. */
@NullMarked
package io.breakwater.config;

import org.jspecify.annotations.NullMarked;
