package io.breakwater.cdi;

import io.breakwater.upstream.UpstreamStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The runtime's own Micrometer, where it is there: the bean of type {@link MeterRegistry}, if there is exactly one with the default qualifier.
 * It gets the meters of routes and targets (P-21). To be touched only where {@link #isPossible Micrometer} is: containers look at
 * all methods of their extensions and beans, so none of Micrometer's types, nor a type made of them, may be in those.
 */
final class RegistryBean {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private RegistryBean() {}

    /** Whether this copy of Breakwater sees Micrometer's classes and CDI's, which it does not need otherwise. */
    static boolean isPossible() {
        ClassLoader own = ClassPath.class.getClassLoader();
        return ClassPath.has(ClassPath.METER_REGISTRY, own)
                && ClassPath.has("jakarta.enterprise.inject.spi.CDI", own);
    }

    /** The same as the other, where the bean is among those. */
    static Runnable bindIn(Instance<Object> beans, Supplier<List<UpstreamStatus>> upstreams) {
        return bind(beans.select(MeterRegistry.class), upstreams);
    }

    /** Binds the meters, if there are routes and such a bean. Returns what ends that. */
    static Runnable bind(
            Instance<MeterRegistry> registries, Supplier<List<UpstreamStatus>> upstreams) {
        if (upstreams.get().isEmpty()) {
            return () -> {};
        }
        if (registries.isAmbiguous()) {
            LOG.warn(
                    "Several beans are io.micrometer.core.instrument.MeterRegistry, and none gets Breakwater's meters. Qualify all but one.");
        }
        if (!registries.isResolvable()) {
            return () -> {};
        }
        UpstreamMeters meters = new UpstreamMeters(upstreams);
        meters.bindTo(registries.get());
        return meters::close;
    }
}
