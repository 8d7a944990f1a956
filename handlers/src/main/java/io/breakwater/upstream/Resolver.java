package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.breakwater.net.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;

/**
 * Looks up the name of an upstream, which comes from configuration and never from a request, on a thread of its own: a slow name server must
 * not stop an I/O thread. Address literals are not looked up. How long an answer counts is the JDK's matter
 * ({@code networkaddress.cache.ttl}).
 */
final class Resolver implements AutoCloseable {
    private static final long THREAD_KEPT_SECONDS = 10;

    private final String host;
    private final ThreadPoolExecutor lookUps;

    /** Is called on the I/O thread, with no address if there is none. */
    interface Answer {
        void resolved(List<InetAddress> addresses);
    }

    /** @param host as in a URL: IPv6 literals in brackets */
    Resolver(String host) {
        this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        this.lookUps =
                new ThreadPoolExecutor(
                        0,
                        1,
                        THREAD_KEPT_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Resolver::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "breakwater-resolver");
        thread.setDaemon(true);
        return thread;
    }

    void resolve(XnioIoThread io, Answer answer) {
        IpAddress literal = IpAddress.parse(host);
        if (literal != null) {
            answer.resolved(List.of(literal.toInetAddress()));
            return;
        }
        try {
            lookUps.execute(
                    () -> {
                        List<InetAddress> addresses = lookUp();
                        IoTasks.execute(io, () -> answer.resolved(addresses));
                    });
        } catch (RejectedExecutionException closed) {
            answer.resolved(List.of());
        }
    }

    private List<InetAddress> lookUp() {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
    }
}
