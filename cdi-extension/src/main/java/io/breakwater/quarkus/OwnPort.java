package io.breakwater.quarkus;

import io.breakwater.cdi.LiteDeployment;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Problem;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus's own port: decides before all routes, access log, host validation and authentication included.
 *
 * <p>A wrong configuration refuses the start with the whole report, and so do settings of Quarkus that believe forwarding headers by
 * themselves (B-25).
 */
@Singleton
public class OwnPort implements HttpServerOptionsCustomizer {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private final LiteDeployment deployment;
    private @Nullable DecisionRoute route;

    @Inject
    OwnPort(LiteDeployment deployment) {
        this.deployment = deployment;
    }

    /** The first of all routes is the first that is added with the least order. */
    void install(@Observes @Priority(0) Router router) {
        List<Problem> problems = QuarkusSettings.problems(ConfigProvider.getConfig());
        deployment.refuse(problems);
        BreakwaterOptions options = deployment.options();
        if (options.enabled()) {
            route = new DecisionRoute(options);
            router.route().order(Integer.MIN_VALUE).handler(route);
            deployment.logStart("Quarkus on Vert.x " + version());
            warnOfIdleRoutes(options);
        }
    }

    private static void warnOfIdleRoutes(BreakwaterOptions options) {
        if (options.hasRoutes() && !options.listen().listens()) {
            LOG.warn(
                    "Mounts and virtual hosts are served where Breakwater listens, and not on Quarkus's own port. Set breakwater.listen.");
        }
    }

    private static String version() {
        @Nullable String version = Router.class.getPackage().getImplementationVersion();
        return version == null ? "4" : version;
    }

    /**
     * A trusted proxy that passes {@code Upgrade: h2c} on is a tunnel from then on, and Vert.x does not tell such connections from others;
     * so there is no HTTP/2 without TLS where a proxy is trusted.
     */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        if (isNoTunnelAllowed(deployment.options())) {
            options.setHttp2ClearTextEnabled(false);
        }
    }

    private static boolean isNoTunnelAllowed(BreakwaterOptions options) {
        boolean trustsSomebody =
                !options.trust().policy().trusted().isEmpty() || !options.trust().named().isEmpty();
        return options.enabled() && (trustsSomebody || options.site().allowLocalhost());
    }

    void stop(@Observes Shutdown event) {
        if (route != null) {
            route.close();
        }
    }
}
