package io.breakwater.cdi;

import io.undertow.server.handlers.accesslog.AccessLogReceiver;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines on a thread of its own, so that no request waits for a disk. Bounded: where the disk does not keep up, lines are lost, and the
 * log of the server says how many.
 */
final class LogLines implements AccessLogReceiver, Closeable {
    private static final Logger LOG = Logger.getLogger("io.breakwater");
    private static final int MOST_WAITING = 16_384;
    private static final long LOOK_MILLIS = 50;
    private static final Duration WRITING = Duration.ofSeconds(5);

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder lost = new LongAdder();
    private final OutputStream out;
    private final Thread writer;
    private volatile boolean closed;

    LogLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, MOST_WAITING);
        this.writer = new Thread(this::write, "breakwater-access-log");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void logMessage(String line) {
        if (!waiting.offer(line)) {
            lost.increment();
        }
    }

    private void write() {
        try (out) {
            for (String line = next(); line != null; line = next()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            LOG.error("The access log cannot be written any more", e);
        }
    }

    /** Null when it has been closed and nothing is left. */
    private @Nullable String next() {
        try {
            String line = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (line == null && !closed) {
                line = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            long count = lost.sumThenReset();
            if (count > 0) {
                LOG.warnf("%d lines of the access log were lost", count);
            }
            return line;
        } catch (InterruptedException e) {
            return null;
        }
    }

    /** Takes no more lines; what waits is still written. Does not wait, as it may be called by a thread that serves connections. */
    @Override
    public void close() {
        closed = true;
    }

    /** Waits until all is written, but not for ever. */
    void await() throws InterruptedException {
        writer.join(WRITING.toMillis());
    }
}
