/**
 * The trust decision on Quarkus's own port, which Vert.x serves and Undertow has no part in.
 *
 * <p>Cast: {@link io.breakwater.quarkus.QuarkusExtension} adds the beans at build time; {@link io.breakwater.quarkus.OwnPort} puts
 * {@link io.breakwater.quarkus.DecisionRoute} before all routes; that one asks the pure core, and sends the request through all routes once
 * more as a {@link io.breakwater.quarkus.ToldRequest}, which says what was believed.
 *
 * <p>For Quarkus 3.33 to 3.38 with Vert.x 4.5: requests are wrapped by {@code io.vertx.core.http.impl.HttpServerRequestWrapper}, as Quarkus
 * itself does it, and that is no stable API. Nothing outside this package knows Quarkus, and nothing in it uses Undertow.
 */
@NullMarked
package io.breakwater.quarkus;

import org.jspecify.annotations.NullMarked;
