/**
 * Who the client is: the trust decision.
 *
 * <p>Cast: {@link io.breakwater.forwarded.KnownHeaders} is the table of forwarding headers; {@link io.breakwater.forwarded.TrustPolicy} says
 * whom and what to believe; {@link io.breakwater.forwarded.ForwardedResolver} turns a peer and a
 * {@link io.breakwater.forwarded.ForwardedRequest} into a {@link io.breakwater.forwarded.Resolution}, which others carry out.
 *
 * <p>Order of events: the peer is looked up once for each connection; headers are sorted into chosen and not chosen; the chain is walked
 * from the right; scheme, host and port are taken from the hop where the walk ended; the rest is derived.
 *
 * <p>Imports {@code io.breakwater.net} and the JDK only. Nothing here logs, resolves names, reads a clock, or throws on request data.
 */
@NullMarked
package io.breakwater.forwarded;

import org.jspecify.annotations.NullMarked;
