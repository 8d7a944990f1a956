/**
 * What people see: applications behind Breakwater in a real browser.
 *
 * <p>Where chromium or its driver is not installed, these tests are skipped ({@link io.breakwater.testsuite.peers.Peers}).
 */
@NullMarked
package io.breakwater.testsuite.browser;

import org.jspecify.annotations.NullMarked;
