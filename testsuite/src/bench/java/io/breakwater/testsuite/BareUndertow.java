package io.breakwater.testsuite;

import io.undertow.Undertow;

/** The least that answers: what {@link StartupBenchmark} compares with. */
public final class BareUndertow {
    private BareUndertow() {}

    public static void main(String[] arguments) {
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(exchange -> exchange.getResponseSender().send("hello"))
                .build()
                .start();
    }
}
