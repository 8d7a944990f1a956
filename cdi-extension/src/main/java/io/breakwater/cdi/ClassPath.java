package io.breakwater.cdi;

import org.jspecify.annotations.Nullable;

/** What is on the class path of an application that is being built. */
public final class ClassPath {
    /** Undertow itself, and not quarkus-undertow, stands on it. */
    static final String XNIO = "org.xnio.Xnio";

    /** Micrometer's; where it is not there, nothing that names its type may be loaded. */
    static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private ClassPath() {}

    /** Whether a class is there; it is not initialized. */
    public static boolean has(String className) {
        return has(className, Thread.currentThread().getContextClassLoader());
    }

    static boolean has(String className, @Nullable ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
