package io.breakwater.undertow;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The errors that a logger was told while this was open. */
final class ErrorLog extends Handler implements AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Logger logger;

    ErrorLog(String name) {
        logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    /** The next message, or null if there is none for so long. */
    @Nullable String await(Duration patience) throws InterruptedException {
        return messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().intValue() >= Level.SEVERE.intValue()) {
            messages.add(message.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
