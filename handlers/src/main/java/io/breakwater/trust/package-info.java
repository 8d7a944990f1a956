/**
 * What goes with a trust decision in every server: what the log says of it, the watch over trust files, and the token that asks for it.
 *
 * <p>Cast: {@link io.breakwater.trust.TrustLog} tells the operator in few lines; {@link io.breakwater.trust.FileWatch} replaces trust
 * lists when their files change; {@link io.breakwater.trust.ExplainToken} says whether a request may see its decision.
 *
 * <p>Knows no server: Undertow's handlers and the adapter to Quarkus's own HTTP server both use it.
 */
@NullMarked
package io.breakwater.trust;

import org.jspecify.annotations.NullMarked;
