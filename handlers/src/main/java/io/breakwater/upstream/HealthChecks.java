package io.breakwater.upstream;

import io.breakwater.options.PoolOptions.HealthCheck;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * Asks each target of an upstream now and then whether it is well (P-16): at once, and then in intervals. On an I/O thread of its own, so that
 * checks neither wait for requests nor hold them up, and on connections of their own, beside {@code max-connections}.
 */
final class HealthChecks implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final List<Target> targets;
    private final HealthCheck check;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(false, BUFFER_BYTES);
    private final XnioExecutor.Key timer;

    HealthChecks(List<Target> targets, HealthCheck check) {
        this.targets = List.copyOf(targets);
        this.check = check;
        this.worker = worker();
        XnioIoThread io = worker.getIoThread();
        io.execute(this::askAll);
        this.timer =
                io.executeAtInterval(
                        this::askAll, check.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance()
                    .createWorker(
                            OptionMap.builder()
                                    .set(Options.WORKER_NAME, "breakwater-health")
                                    .set(Options.WORKER_IO_THREADS, 1)
                                    .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                    .set(Options.WORKER_TASK_MAX_THREADS, 1)
                                    .set(Options.THREAD_DAEMON, true)
                                    .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void askAll() {
        targets.forEach(
                target -> new HealthProbe(target, check, worker.getIoThread(), buffers).start());
    }

    @Override
    public void close() {
        timer.remove();
        worker.shutdownNow();
        try {
            worker.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
