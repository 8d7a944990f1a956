/**
 * Which upstream a request belongs to, and under which path: mounts, virtual hosts, matching.
 *
 * <p>Pure: imports {@code io.breakwater.net} and the JDK only.
 */
@NullMarked
package io.breakwater.route;

import org.jspecify.annotations.NullMarked;
