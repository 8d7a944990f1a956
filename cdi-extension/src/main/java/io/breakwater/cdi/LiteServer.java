package io.breakwater.cdi;

import io.undertow.server.HttpHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;

/** The embedded server in a container with CDI Lite only; see {@link LiteDeployment}. */
@Singleton
public class LiteServer implements CurrentRequest {
    private final BreakwaterServer server = new BreakwaterServer();
    private final CurrentExchange request;
    private final LiteDeployment deployment;

    @Inject
    LiteServer(LiteDeployment deployment) {
        this.deployment = deployment;
        this.request = new CurrentExchange(() -> deployment.options().site().serverName());
    }

    void start(
            @Observes @Priority(BreakwaterExtension.LAST) Startup event,
            Instance<HttpHandler> applications) {
        deployment.deployment().start(server, applications, deployment::logStart);
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        server.close();
    }

    @Override
    public Optional<Told> find() {
        return request.find();
    }

    @Produces
    @Singleton
    BreakwaterServer server() {
        return server;
    }
}
