package io.breakwater.cdi;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Gives the runtime's Micrometer what the embedded server counts, in a container with CDI Lite only; a bean where both are there. */
@Singleton
public class LiteMeters {
    private Runnable unbind = () -> {};

    void bind(
            @Observes @Priority(BreakwaterExtension.LAST + 1) Startup event,
            BreakwaterServer server,
            Instance<MeterRegistry> registries) {
        unbind = RegistryBean.bind(registries, server::upstreams);
    }

    void unbind(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        unbind.run();
    }
}
