package io.breakwater.cdi;

import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.AcceptingChannel;

/**
 * The embedded server: Breakwater in front of an application, listening where {@code breakwater.listen} says.
 *
 * <p>Starts at most once at a time; starting what runs and closing what does not run do nothing. Safe for use by several threads.
 */
public final class BreakwaterServer implements AutoCloseable {
    private @Nullable Running running;

    private record Running(
            Undertow undertow,
            Breakwater breakwater,
            List<AcceptingChannel<?>> listeners,
            List<ListenAddress> addresses) {}

    /**
     * Listens.
     *
     * @param application what answers requests that no route takes
     * @throws IllegalStateException if an address cannot be listened on; then nothing listens
     */
    public synchronized void start(BreakwaterOptions options, HttpHandler application) {
        if (running != null) {
            return;
        }
        Breakwater breakwater = Breakwater.of(options, application);
        Undertow undertow = EmbeddedUndertow.of(options);
        List<AcceptingChannel<?>> listeners;
        try {
            undertow.start();
            listeners = Listeners.open(undertow, options, breakwater);
        } catch (RuntimeException e) {
            undertow.stop();
            breakwater.close();
            throw new IllegalStateException(
                    "cannot listen on " + options.listen().addresses() + ": " + reason(e), e);
        }
        running = new Running(undertow, breakwater, listeners, realAddresses(options, listeners));
    }

    private static @Nullable String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getMessage() : reason(cause);
    }

    private static List<ListenAddress> realAddresses(
            BreakwaterOptions options, List<AcceptingChannel<?>> listeners) {
        List<ListenAddress> real = new ArrayList<>();
        for (int i = 0; i < listeners.size(); i++) {
            ListenAddress asked = options.listen().addresses().get(i);
            int port = listeners.get(i).getLocalAddress(InetSocketAddress.class).getPort();
            real.add(new ListenAddress(Listeners.host(asked), port));
        }
        return List.copyOf(real);
    }

    /** Where it listens, in the order of the configuration, with the real ports; empty when it does not run. */
    public synchronized List<ListenAddress> addresses() {
        return running == null ? List.of() : running.addresses();
    }

    /** The same as URLs, such as {@code http://127.0.0.1:8080/}. */
    public List<String> urls() {
        return addresses().stream().map(address -> "http://" + address + "/").toList();
    }

    /** Ends listening, all connections and threads. */
    @Override
    public synchronized void close() {
        if (running != null) {
            running.listeners().forEach(IoUtils::safeClose);
            running.undertow().stop();
            running.breakwater().close();
            running = null;
        }
    }
}
