/**
 * Breakwater inside a real WildFly: a server that the build provisions with the feature pack, and an unmodified distribution that the scripts
 * install into.
 */
@NullMarked
package io.breakwater.testsuite.wildfly;

import org.jspecify.annotations.NullMarked;
