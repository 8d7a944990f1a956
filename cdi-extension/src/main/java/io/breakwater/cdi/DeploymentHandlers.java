package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.breakwater.config.ApplicationSettings;
import io.breakwater.config.ConfiguredSettings;
import io.breakwater.net.PathPrefix;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.ReadOptions;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Breakwater in front of one deployment of WildFly, with CDI or without, configured by the deployment's own MicroProfile Config.
 *
 * <p>A deployment takes part if something that speaks for deployments, such as its {@code microprofile-config.properties} or a config-source
 * of the subsystem, names one of our keys; then system properties and the environment count as well. A wrong configuration fails this
 * deployment, and no other, with everything that is wrong. Mounts are below the context path.
 *
 * <p>Meters of its routes are in the {@code MeterRegistry} that its beans have injected, where WildFly has its Micrometer subsystem.
 *
 * <p>Requests that the server-wide filter has decided stay as it decided them (B-17).
 */
public final class DeploymentHandlers implements ServletExtension {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        Optional<ConfiguredSettings> configured =
                WildFly.isAround()
                        ? ApplicationSettings.of(deployment.getClassLoader())
                        : Optional.empty();
        configured.ifPresent(settings -> install(deployment, settings));
    }

    private static void install(DeploymentInfo deployment, ConfiguredSettings settings) {
        DeploymentPlace place = DeploymentPlace.of(deployment.getContextPath());
        ReadOptions read = place.check(settings.read(), settings.settings());
        BreakwaterOptions options = read.orThrow();
        LOG.infof("Breakwater in %s, at %s", deployment.getDeploymentName(), place);
        StartLog.write(read, EffectiveSettings.of(settings.settings()));
        WildFly.warnOfListen(options);
        if (options.enabled()) {
            Installed installed = new Installed(place.context(), options);
            deployment.addInitialHandlerChainWrapper(installed::wrap);
            deployment.addListener(
                    new ListenerInfo(Installed.class, new ImmediateInstanceFactory<>(installed)));
        }
    }

    /** Ends threads and connections with the deployment. */
    private static final class Installed implements ServletContextListener {
        private final PathPrefix context;
        private final BreakwaterOptions options;
        private final List<Runnable> ends = new CopyOnWriteArrayList<>();
        private @Nullable BeanManager beans;

        Installed(PathPrefix context, BreakwaterOptions options) {
            this.context = context;
            this.options = options;
        }

        HttpHandler wrap(HttpHandler application) {
            Breakwater breakwater = Breakwater.within(context, options, application);
            ends.add(breakwater::close);
            if (beans != null && RegistryBean.isPossible()) {
                ends.add(RegistryBean.bindIn(beans.createInstance(), breakwater::upstreams));
            }
            return breakwater;
        }

        /**
         * Before the handlers are made. The application's own bean manager is known by its name only, and by that only here: {@code
         * CDI.current()} gives that of the module, which does not see all beans.
         */
        @Override
        @SuppressWarnings("BanJNDI") // the name is the specification's, and nobody else's word
        public void contextInitialized(ServletContextEvent event) {
            try {
                beans = InitialContext.doLookup("java:comp/BeanManager");
            } catch (NamingException withoutCdi) {
                beans = null;
            }
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            ends.forEach(Runnable::run);
        }
    }
}
