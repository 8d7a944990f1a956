/**
 * Breakwater as one handler: what plain Undertow builders and all integrations use.
 *
 * <p>Sees every other package; nothing in this artifact imports it.
 */
@NullMarked
package io.breakwater;

import org.jspecify.annotations.NullMarked;
