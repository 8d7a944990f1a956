package io.breakwater.cdi;

import org.jspecify.annotations.Nullable;

/** What is on the class path of an application that is being built. */
public final class ClassPath {
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
