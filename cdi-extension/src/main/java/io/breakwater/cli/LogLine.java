package io.breakwater.cli;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A record and the exception of it. Undertow's exceptions quote what they could not read: it must not be able to begin a line, and be taken
 * for another record.
 */
final class LogLine extends SimpleFormatter {
    private static final int MAX_CAUSES = 16;

    @Override
    public String format(LogRecord record) {
        Throwable thrown = record.getThrown();
        record.setThrown(Quoted.of(thrown, MAX_CAUSES));
        try {
            return super.format(record);
        } finally {
            record.setThrown(thrown);
        }
    }

    /** Prints as another exception does, but for characters that end lines or steer terminals. */
    private static final class Quoted extends Exception {
        private final String text;

        private Quoted(Throwable original, @Nullable Throwable cause) {
            super(null, cause);
            this.text = original.toString().replaceAll("[\\p{Cc}\u2028\u2029]", "?");
            setStackTrace(original.getStackTrace());
        }

        static @Nullable Quoted of(@Nullable Throwable original, int depth) {
            return original == null || depth == 0
                    ? null
                    : new Quoted(original, of(original.getCause(), depth - 1));
        }

        /** The class of the other one is in it as well. */
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return text;
        }
    }
}
