package io.breakwater.proxy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a category of the log was told while this was open, from warnings up. */
public final class LogRecords extends Handler implements AutoCloseable {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Logger logger;

    public LogRecords(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    /** Each with its exception, if it has one. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The next line, which is then none of {@link #lines()} any more; null if there is none for so long. */
    public @Nullable String await(Duration patience) throws InterruptedException {
        return lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
            Throwable thrown = message.getThrown();
            lines.add(message.getMessage() + (thrown == null ? "" : " " + thrown));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
