package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void what_an_exception_quotes_begins_no_line() {
        LogRecord record = new LogRecord(Level.SEVERE, "Unexpected failure");
        record.setThrown(
                new IllegalStateException(
                        "broken\u001b[31m", new IllegalArgumentException("x\r\nforged record")));
        assertThat(new LogLine().format(record).lines())
                .anyMatch(line -> line.endsWith("IllegalStateException: broken?[31m"))
                .anyMatch(line -> line.endsWith("IllegalArgumentException: x??forged record"))
                .anyMatch(line -> line.contains("\tat " + LogLineTest.class.getName()))
                .noneMatch(line -> line.startsWith("forged"));
    }

    @Test
    void a_record_keeps_its_exception_and_its_own_lines() {
        LogRecord record = new LogRecord(Level.SEVERE, "2 problems:\n  - a\n  - b");
        Throwable thrown = new IllegalStateException("x");
        record.setThrown(thrown);
        assertThat(new LogLine().format(record)).contains("2 problems:\n  - a\n  - b");
        assertThat(record.getThrown()).isSameAs(thrown);
    }
}
