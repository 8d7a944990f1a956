package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.undertow.Version;
import org.jspecify.annotations.Nullable;

/** The versions that are running. */
public final class Versions {
    private Versions() {}

    /** Breakwater's own, {@code development} outside a jar. */
    public static String breakwater() {
        @Nullable String version = BreakwaterOptions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The Undertow that was found, such as {@code 2.3.27.Final}. */
    public static String undertow() {
        return Version.getVersionString();
    }
}
