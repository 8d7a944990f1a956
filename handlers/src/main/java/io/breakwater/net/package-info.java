/**
 * Values of the net: addresses, address blocks, authorities, origins, path prefixes.
 *
 * <p>Purpose: text that came from outside becomes a value here or is refused; nothing behind this package handles an unparsed
 * address or path prefix. Imports nothing but the JDK and, for the address blocks that an operator writes, {@code inet.ipaddr}.
 * Nothing here resolves names, logs, or reads a clock.
 */
@NullMarked
package io.breakwater.net;

import org.jspecify.annotations.NullMarked;
