package io.breakwater.cdi;

import io.breakwater.upstream.UpstreamStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The runtime's own Micrometer, where it is there: the bean of type {@link MeterRegistry}, if there is exactly one with the default qualifier.
 * It gets the meters of routes and targets (P-21). To be touched only where {@link #isPossible Micrometer} is.
 */
final class RegistryBean {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private RegistryBean() {}

    /** Whether this copy of Breakwater sees Micrometer's classes and CDI's, which it does not need otherwise. */
    static boolean isPossible() {
        ClassLoader own = ClassPath.class.getClassLoader();
        return ClassPath.has("io.micrometer.core.instrument.MeterRegistry", own)
                && ClassPath.has("jakarta.enterprise.inject.spi.CDI", own);
    }

    /** The meters, for as long as those routes are; none without routes or without such a bean. */
    static Optional<UpstreamMeters> bind(
            Instance<MeterRegistry> registries, Supplier<List<UpstreamStatus>> upstreams) {
        if (upstreams.get().isEmpty()) {
            return Optional.empty();
        }
        if (registries.isAmbiguous()) {
            LOG.warn(
                    "Several beans are io.micrometer.core.instrument.MeterRegistry, and none gets Breakwater's meters. Qualify all but one.");
        }
        if (!registries.isResolvable()) {
            return Optional.empty();
        }
        UpstreamMeters meters = new UpstreamMeters(upstreams);
        meters.bindTo(registries.get());
        return Optional.of(meters);
    }
}
