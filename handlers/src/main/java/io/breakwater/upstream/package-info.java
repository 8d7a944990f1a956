/**
 * What stands between Undertow's {@code ProxyHandler} and an upstream: connections, and what is said on them.
 *
 * <p>Cast, in the order of events: {@link io.breakwater.upstream.InboundRequest} says whether a request may be sent on;
 * {@link io.breakwater.upstream.OutboundRequest} is what will be sent; {@link io.breakwater.upstream.Upstream} is the {@code ProxyClient}
 * that finds a connection and starts a {@code Relay}; its connection writes the head ({@code RequestHead}), watches the time
 * ({@code IdleWatch}), lets no interim response pass for a final one ({@code ResponseHeads}), vets and cleans the response
 * ({@code ResponseRules}); what goes wrong is a row of {@link io.breakwater.upstream.Failure}. {@code ProxyHandler} keeps what is hard: the
 * pumps, 100-continue, trailers, upgrades, back-pressure.
 *
 * <p>Everything of one exchange and its connection happens on one I/O thread. Public API of Undertow and XNIO only.
 */
@NullMarked
package io.breakwater.upstream;

import org.jspecify.annotations.NullMarked;
