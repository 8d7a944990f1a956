package io.breakwater.proxy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a category of the log was told while this was open, from warnings up. */
final class LogRecords extends Handler implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger logger;

    LogRecords(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    /** Each with its exception, if it has one. */
    List<String> lines() {
        return List.copyOf(lines);
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
