/**
 * Undertow handlers: each carries out one decision of the pure packages, and can be used alone.
 *
 * <p>Cast, in the order in which a request meets them: {@link io.breakwater.undertow.TrustedProxyHandler} makes the exchange say the truth
 * and leaves a {@link io.breakwater.undertow.Decision}; {@link io.breakwater.undertow.HostGate} refuses other hosts;
 * {@link io.breakwater.undertow.UrlPrefix} cuts the prefix; routes send the request to an upstream;
 * {@link io.breakwater.undertow.WhoamiHandler} shows what an application would see. Before an application,
 * {@link io.breakwater.undertow.RequestBodyLimit} and {@link io.breakwater.undertow.ClientIdleTimeout} bound what its clients may do.
 *
 * <p>Public API of Undertow only.
 */
@NullMarked
package io.breakwater.undertow;

import org.jspecify.annotations.NullMarked;
