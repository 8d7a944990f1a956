package io.breakwater.cdi;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Validation;

/**
 * Breakwater in a container that knows build compatible extensions only: ArC, in Quarkus. Elsewhere {@link BreakwaterExtension} does the same
 * and this one is skipped.
 *
 * <p>May run when the application is built, in another JVM: it reads no configuration and keeps nothing.
 */
@SkipIfPortableExtensionPresent(BreakwaterExtension.class)
public class BreakwaterLiteExtension implements BuildCompatibleExtension {
    /** Undertow itself, and not quarkus-undertow, stands on it. */
    static final String XNIO = "org.xnio.Xnio";

    private static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    @Discovery
    public void discover(ScannedClasses classes) {
        classes.add(LiteDeployment.class.getName());
        if (ClassPath.has(XNIO)) {
            classes.add(LiteServer.class.getName());
            if (ClassPath.has(METER_REGISTRY)) {
                classes.add(LiteMeters.class.getName());
            }
        }
    }

    /** Two things of one name: otherwise found out when the application starts, by a missing method. */
    @Validation
    public void validate(Messages messages) {
        if (ClassPath.has("io.undertow.httpcore.HttpExchange") && ClassPath.has(XNIO)) {
            messages.error(
                    "quarkus-undertow has classes of the same names as io.undertow:undertow-core, which Breakwater's embedded server needs. "
                            + "Exclude io.undertow:undertow-core from breakwater-cdi: Breakwater then decides on Quarkus's own port only.");
        }
    }
}
