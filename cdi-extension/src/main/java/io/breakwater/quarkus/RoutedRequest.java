package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The request for which CDI's request context is active, as it is in resources, filters and interceptors of Quarkus. */
@Singleton
public class RoutedRequest implements CurrentRequest {
    private final CurrentVertxRequest current;

    @Inject
    RoutedRequest(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public Optional<Told> find() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        RoutingContext routing = current.getCurrent();
        return routing == null
                ? Optional.empty()
                : Optional.ofNullable(routing.get(DecisionRoute.TOLD));
    }
}
