/**
 * Shows servlets the prefix that clients see them under (B-21): as if they were deployed at the prefix followed by their context path.
 *
 * <p>Inside the container nothing changes: it dispatches and reckons with the paths that it knows. The prefix is put on where paths leave
 * it, and taken off where they come back. In the order in which a request meets them:
 * {@link io.breakwater.servlet.BreakwaterServletExtension} puts the rest into each deployment; {@code PrefixSetup} gives a request that has
 * a prefix to a {@code PrefixedRequest} before listeners, security and the application see it; {@code PrefixedExchange} gives the
 * application a {@code PrefixedResponse}, and when the response is committed looks after redirects that the container wrote, and after the
 * session cookie. What all of them know of paths is in {@code ShownContext}.
 *
 * <p>May import {@code net}, {@code options} and {@code undertow}; of Undertow, only what is public.
 */
@NullMarked
package io.breakwater.servlet;

import org.jspecify.annotations.NullMarked;
