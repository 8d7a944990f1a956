package io.breakwater.cdi;

import io.breakwater.config.ConfigSettings;
import io.breakwater.config.ConfiguredSettings;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.EffectiveSettings;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.undertow.Decision;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The configuration in a container with CDI Lite only, and the beans that applications inject. A bean by itself nowhere: the build compatible
 * extension makes it one. Read when the application runs, not when it is built.
 */
@Singleton
public class LiteDeployment {
    private static final Problem NO_UNDERTOW =
            new Problem(
                    "breakwater.listen",
                    Optional.empty(),
                    "needs io.undertow:undertow-core, which is not on the class path",
                    Optional.empty(),
                    "Leave it out, or do not exclude that from breakwater-cdi");

    /** Two things of one name: otherwise found out by a missing method. When an application is built, extensions have more on their class path. */
    private static final Problem TWO_UNDERTOWS =
            new Problem(
                    "io.undertow:undertow-core",
                    Optional.empty(),
                    "has classes of the same names as quarkus-undertow",
                    Optional.empty(),
                    "Exclude it from breakwater-cdi: Breakwater then decides on Quarkus's own port only");

    private final ConfiguredSettings settings = ConfigSettings.read(ConfigProvider.getConfig());
    private final ReadOptions read = settings.read();
    private final AtomicBoolean logged = new AtomicBoolean();

    /** @throws ConfigurationException with every problem */
    @Produces
    @Singleton
    public BreakwaterOptions options() {
        return read.orThrow();
    }

    @Produces
    @Singleton
    Decision decision(@Any Instance<CurrentRequest> requests) {
        return new CurrentDecision(firstOf(requests));
    }

    @Produces
    @Singleton
    PublicUrl publicUrl(@Any Instance<CurrentRequest> requests) {
        return new PublicUrl(firstOf(requests));
    }

    /** Of Quarkus's own port, or of the embedded server. */
    private static CurrentRequest firstOf(Instance<CurrentRequest> requests) {
        return () ->
                StreamSupport.stream(requests.spliterator(), false)
                        .map(CurrentRequest::find)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /**
     * Refuses the start if something is wrong.
     *
     * @param more problems that the surroundings have
     * @throws ConfigurationException with those and all of the configuration's
     */
    public void refuse(List<Problem> more) {
        List<Problem> all = new ArrayList<>(read.errors());
        all.addAll(more);
        read.options()
                .filter(LiteDeployment::listensWithoutUndertow)
                .ifPresent(o -> all.add(NO_UNDERTOW));
        if (ClassPath.has("io.undertow.httpcore.HttpExchange") && ClassPath.has(ClassPath.XNIO)) {
            all.add(TWO_UNDERTOWS);
        }
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    private static boolean listensWithoutUndertow(BreakwaterOptions options) {
        return options.listen().listens() && !ClassPath.has(ClassPath.XNIO);
    }

    Deployment deployment() {
        options();
        return new Deployment(settings.settings(), read);
    }

    /** What the log says at every start: once, whatever listens. */
    public void logStart(String server) {
        if (!logged.getAndSet(true)) {
            boolean listens = options().listen().listens();
            String all = listens ? server + " and Undertow " + Versions.undertow() : server;
            StartLog.write(read, EffectiveSettings.of(settings.settings()), all);
        }
    }

    /** The same, if nobody else has. */
    void logStart() {
        if (!logged.getAndSet(true)) {
            StartLog.write(read, EffectiveSettings.of(settings.settings()));
        }
    }
}
