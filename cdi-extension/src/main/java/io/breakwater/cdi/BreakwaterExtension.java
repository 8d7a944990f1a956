package io.breakwater.cdi;

import io.breakwater.config.ConfigSettings;
import io.breakwater.config.ConfiguredSettings;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.ReadOptions;
import io.breakwater.undertow.Decision;
import io.undertow.server.HttpHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Breakwater in a container with portable extensions: Weld, WildFly, OpenWebBeans.
 *
 * <p>A wrong configuration refuses the deployment, with every problem in one {@link ConfigurationException}, before anything listens.
 * {@link BreakwaterOptions}, {@link BreakwaterServer}, and the {@link Decision} and {@link PublicUrl} of the current request can be injected. Where {@code breakwater.listen} is set, the server listens once
 * the application's own observers of {@link Startup} are through, in front of {@link ApplicationHandler the application}. Inside WildFly
 * nothing listens.
 */
public class BreakwaterExtension implements Extension {
    /** Behind everything that applications and libraries do when they start. */
    static final int LAST = Interceptor.Priority.LIBRARY_AFTER + 900;

    private final BreakwaterServer server = new BreakwaterServer();
    private @Nullable Deployment deployment;
    private Runnable unbindMeters = () -> {};

    void register(@Observes AfterBeanDiscovery discovery) {
        discovery
                .<BreakwaterOptions>addBean()
                .types(BreakwaterOptions.class, Object.class)
                .scope(Singleton.class)
                .createWith(context -> deployment().options());
        discovery
                .<BreakwaterServer>addBean()
                .types(BreakwaterServer.class, Object.class)
                .scope(Singleton.class)
                .createWith(context -> server);
        CurrentRequest request =
                new CurrentExchange(() -> deployment().options().site().serverName());
        discovery
                .<Decision>addBean()
                .types(Decision.class, Object.class)
                .scope(Singleton.class)
                .createWith(context -> new CurrentDecision(request));
        discovery
                .<PublicUrl>addBean()
                .types(PublicUrl.class, Object.class)
                .scope(Singleton.class)
                .createWith(context -> new PublicUrl(request));
    }

    void validate(@Observes AfterDeploymentValidation validation) {
        ConfiguredSettings settings = ConfigSettings.read(ConfigProvider.getConfig());
        ReadOptions read = settings.read();
        if (read.errors().isEmpty()) {
            deployment = new Deployment(settings.settings(), read);
        } else {
            validation.addDeploymentProblem(new ConfigurationException(read.errors()));
        }
    }

    void start(@Observes @Priority(LAST) Startup event, BeanManager beans) {
        deployment().start(server, beans.createInstance().select(HttpHandler.class));
        if (RegistryBean.isPossible()) {
            unbindMeters = RegistryBean.bindIn(beans.createInstance(), server::upstreams);
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        stop();
    }

    /** A container that fails between start and shutdown; and those that know no {@link Shutdown}. */
    void stop(@Observes BeforeShutdown event) {
        stop();
    }

    private void stop() {
        unbindMeters.run();
        server.close();
    }

    private Deployment deployment() {
        if (deployment == null) {
            throw new IllegalStateException(
                    "Breakwater's configuration is read once the deployment is validated");
        }
        return deployment;
    }
}
