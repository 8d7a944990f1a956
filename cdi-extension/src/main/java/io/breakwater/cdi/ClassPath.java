package io.breakwater.cdi;

/** What is on the class path of an application that is being built. */
public final class ClassPath {
    private ClassPath() {}

    /** Whether a class is there; it is not initialized. */
    public static boolean has(String className) {
        try {
            Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
