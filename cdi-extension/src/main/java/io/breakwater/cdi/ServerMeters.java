package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All meters of a server, as Prometheus reads them. Those of routes begin anew with each configuration. */
final class ServerMeters {
    private final PrometheusMeterRegistry lasting =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile Routes routes = new Routes(new UpstreamMeters(List::of));

    /** The meters of a configuration's routes; kept with what they read, which a registry does not. */
    private record Routes(PrometheusMeterRegistry registry, UpstreamMeters meters) {
        Routes(UpstreamMeters meters) {
            this(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), meters);
            meters.bindTo(registry);
        }
    }

    ServerMeters(ServerState state, Connections connections) {
        for (int digit = 1; digit <= 5; digit++) {
            int status = digit;
            FunctionTimer.builder(
                            "breakwater.requests",
                            state.traffic(),
                            traffic -> traffic.answers(status),
                            traffic -> traffic.seconds(status),
                            TimeUnit.SECONDS)
                    .tag("status", digit + "xx")
                    .register(lasting);
        }
        Gauge.builder("breakwater.connections", connections, Connections::count).register(lasting);
        Gauge.builder("breakwater.ready", state, now -> now.isReady() ? 1 : 0).register(lasting);
        Gauge.builder("breakwater.configuration.stale", state, now -> now.isStale() ? 1 : 0)
                .description("1 if what is configured is wrong, and an older configuration serves")
                .register(lasting);
        for (boolean used : new boolean[] {true, false}) {
            FunctionCounter.builder(
                            "breakwater.configuration.reloads", state, now -> now.reloads(used))
                    .tag("result", used ? "used" : "refused")
                    .register(lasting);
        }
    }

    void use(Breakwater breakwater) {
        routes = new Routes(new UpstreamMeters(breakwater::upstreams));
    }

    /** In Prometheus's text format. */
    String text() {
        return lasting.scrape() + routes.registry().scrape();
    }
}
