package io.breakwater.cdi;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;

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
}
