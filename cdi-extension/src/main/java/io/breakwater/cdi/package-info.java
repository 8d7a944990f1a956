/**
 * Breakwater in a CDI container, and the server that it starts where nothing else listens.
 *
 * <p>Cast: {@link io.breakwater.cdi.BreakwaterExtension} reads the configuration, refuses the deployment or offers the beans;
 * {@link io.breakwater.cdi.BreakwaterServer} is the embedded server's life cycle and knows no CDI, so that the command line uses it too.
 * {@link io.breakwater.cdi.BreakwaterLiteExtension} and its {@link io.breakwater.cdi.LiteDeployment} do the same in containers with CDI Lite.
 * {@link io.breakwater.cdi.CurrentRequest} is behind the {@link io.breakwater.cdi.PublicUrl} and the decision that applications inject.
 *
 * <p>Order of events: {@code AfterBeanDiscovery} registers, {@code AfterDeploymentValidation} reads and checks, {@code Startup} listens,
 * {@code Shutdown} or {@code BeforeShutdown} stops.
 */
@NullMarked
package io.breakwater.cdi;

import org.jspecify.annotations.NullMarked;
