package io.breakwater.cdi;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.ListenAddress;
import io.breakwater.options.ReadOptions;
import io.breakwater.upstream.UpstreamStatus;
import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The embedded server: Breakwater in front of an application, listening where {@code breakwater.listen} and {@code breakwater.listen-tls} say.
 *
 * <p>Starts at most once at a time; starting what runs and closing what does not run do nothing. Safe for use by several threads.
 */
public final class BreakwaterServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.breakwater");

    private @Nullable RunningServer running;

    /**
     * Listens.
     *
     * @param application what answers requests that no route takes
     * @throws IllegalStateException if an address cannot be listened on; then nothing listens
     */
    public synchronized void start(BreakwaterOptions options, HttpHandler application) {
        if (running == null) {
            running = RunningServer.start(options, application);
        }
    }

    /**
     * Serves by another configuration from now on; requests that are under way end by the one before (P-23). If it has errors, or cannot be
     * listened on, everything stays as it is, and one ERROR says why.
     *
     * @return whether it is used
     */
    public synchronized boolean reload(ReadOptions read) {
        if (running == null) {
            return false;
        }
        try {
            running.use(read.orThrow());
            running.state().reloaded(true);
            return true;
        } catch (ConfigurationException | IllegalStateException e) {
            running.state().reloaded(false);
            LOG.errorf(
                    "The configuration was not read again, and stays as it was: %s",
                    e.getMessage());
            return false;
        }
    }

    /** Where it listens without TLS, in the order of the configuration, with the real ports; empty when it does not run. */
    public synchronized List<ListenAddress> addresses() {
        return running == null ? List.of() : running.addresses(false);
    }

    /** The same with TLS. */
    public synchronized List<ListenAddress> tlsAddresses() {
        return running == null ? List.of() : running.addresses(true);
    }

    /** Where it says how it is; empty where that was not asked for. */
    public synchronized List<ListenAddress> managementAddresses() {
        return running == null ? List.of() : running.managementAddresses();
    }

    /** What has become of the requests of each route so far (P-21); empty when it does not run. */
    public synchronized List<UpstreamStatus> upstreams() {
        return running == null ? List.of() : running.upstreams();
    }

    /** Where requests can be sent, such as {@code http://127.0.0.1:8080/}. */
    public synchronized List<String> urls() {
        return Stream.concat(
                        addresses().stream().map(BreakwaterServer::url),
                        tlsAddresses().stream().map(address -> "https://" + address + "/"))
                .toList();
    }

    private static String url(ListenAddress address) {
        return address.socket().isPresent() ? address.toString() : "http://" + address + "/";
    }

    /**
     * Stops: says that it is not ready, waits {@code shutdown-delay}, listens no more, answers what has begun to arrive, within
     * {@code shutdown-timeout}, and ends all connections and threads (P-21).
     */
    @Override
    public void close() {
        RunningServer stopping;
        synchronized (this) {
            stopping = running;
            running = null;
        }
        if (stopping != null) {
            stopping.close();
        }
    }
}
