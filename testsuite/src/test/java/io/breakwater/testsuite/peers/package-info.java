/**
 * Real programs on both sides of Breakwater, for tests: front ends (nginx, Apache, HAProxy), applications (Waitress,
 * Apache with mod_wsgi), the runnable jar, and a client and an upstream that send and record exact bytes.
 *
 * <p>Each is {@link java.lang.AutoCloseable}, runs in a directory of its own on a free loopback port, answers when its
 * factory returns, and on closing ends only what it started. A program that is not installed skips the test ({@link
 * io.breakwater.testsuite.peers.Peers}).
 */
@NullMarked
package io.breakwater.testsuite.peers;

import org.jspecify.annotations.NullMarked;
