package io.breakwater.cli;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logging of the runnable jar: one line for each record, on standard error, unless the operator has a logging configuration. */
final class LogFormat {
    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
    private static final String ONE_LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";

    /** Kept, as java.util.logging forgets levels of loggers that nobody holds. */
    private static final List<Logger> TALKATIVE =
            List.of(
                    Logger.getLogger("io.undertow"),
                    Logger.getLogger("org.xnio"),
                    Logger.getLogger("org.jboss.threads"));

    private LogFormat() {}

    static void set() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, ONE_LINE);
        }
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new LogLine());
        }
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
