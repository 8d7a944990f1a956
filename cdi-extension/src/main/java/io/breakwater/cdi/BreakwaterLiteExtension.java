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
    @Discovery
    public void discover(ScannedClasses classes) {
        classes.add(LiteDeployment.class.getName());
        if (ClassPath.has(ClassPath.XNIO)) {
            classes.add(LiteServer.class.getName());
            if (ClassPath.has(ClassPath.METER_REGISTRY)) {
                classes.add(LiteMeters.class.getName());
            }
        }
    }
}
