package io.breakwater.quarkus;

import io.breakwater.cdi.BreakwaterExtension;
import io.breakwater.cdi.ClassPath;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import org.eclipse.microprofile.config.ConfigProvider;

/** Adds what decides on Quarkus's own port, where that is Vert.x's as this package knows it. Runs when the application is built. */
@SkipIfPortableExtensionPresent(BreakwaterExtension.class)
public class QuarkusExtension implements BuildCompatibleExtension {
    private static final String QUARKUS = "io.quarkus.vertx.http.HttpServerOptionsCustomizer";
    private static final String VERTX_4 = "io.vertx.core.http.impl.HttpServerRequestWrapper";

    @Discovery
    public void discover(ScannedClasses classes) {
        if (ClassPath.has(QUARKUS) && ClassPath.has(VERTX_4)) {
            classes.add(OwnPort.class.getName());
            classes.add(RoutedRequest.class.getName());
        }
    }

    /** What would be found out only when the application runs. */
    @Validation
    public void validate(Messages messages) {
        if (ClassPath.has(QUARKUS) && !ClassPath.has(VERTX_4)) {
            messages.error(
                    "Breakwater decides on the port of Quarkus 3.33 to 3.38, with Vert.x 4.5; this is another one.");
        }
        if (ConfigProvider.getConfig()
                .getOptionalValue("quarkus.native.enabled", Boolean.class)
                .orElse(false)) {
            messages.error(
                    "Breakwater runs in Quarkus's JVM mode only, not in a native executable.");
        }
    }
}
