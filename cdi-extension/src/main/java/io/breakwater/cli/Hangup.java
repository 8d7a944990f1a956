package io.breakwater.cli;

import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/**
 * SIGHUP, with which service managers ask for the configuration to be read again. The Java platform has no supported way to hear signals;
 * {@code sun.misc.Signal} is what every JDK has, and where it is not, nothing is heard.
 */
final class Hangup {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private Hangup() {}

    /** Runs an action at each of them, on a thread of its own. */
    static void on(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listening =
                    Proxy.newProxyInstance(
                            Hangup.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    action.run();
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("HUP"),
                            listening);
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGHUP is not heard here", e);
        }
    }
}
