package io.breakwater.cli.verify;

/** A server of which nothing can be found out. */
public final class Unverifiable extends Exception {
    private static final long serialVersionUID = 1L;

    Unverifiable(String message) {
        super(message);
    }
}
