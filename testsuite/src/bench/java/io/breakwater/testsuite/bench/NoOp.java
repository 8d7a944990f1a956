package io.breakwater.testsuite.bench;

import java.lang.reflect.Proxy;

/** Objects for what a wrapper has to wrap and nothing calls. */
final class NoOp {
    private NoOp() {}

    /** An object of that type whose every method throws. */
    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.toString());
                        }));
    }
}
