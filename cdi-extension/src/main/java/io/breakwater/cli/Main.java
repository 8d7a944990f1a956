package io.breakwater.cli;

/** The runnable jar's entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("breakwater: no commands yet");
        System.exit(2);
    }
}
