/**
 * Asks a server that echoes requests whether it believes what strangers say.
 *
 * <p>Purpose: the same request is sent with and without each known forwarding header, in each spelling; what differs between the answers
 * was believed. Any server will do whose answers show what an application sees; whoami's are understood best.
 *
 * <p>Cast: {@code Attacks} is the table; {@code Client} sends over sockets of its own, as no library would send such requests;
 * {@code Sight} is what an answer shows, {@code Baseline} what answers show without an attack; {@code Judge} compares;
 * {@link io.breakwater.cli.verify.Verification} is one way to a server, and {@link io.breakwater.cli.verify.Report} tells of all ways.
 */
@NullMarked
package io.breakwater.cli.verify;

import org.jspecify.annotations.NullMarked;
