package io.breakwater.cdi;

import io.breakwater.options.AccessLogOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes each request down when it is answered, through Undertow's access log (P-21); or does nothing. */
final class AccessLog implements AutoCloseable {
    private final @Nullable LogLines lines;
    private final AccessLogOptions.Format format;

    private AccessLog(@Nullable LogLines lines, AccessLogOptions.Format format) {
        this.lines = lines;
        this.format = format;
    }

    /** @throws IllegalStateException if the file cannot be written */
    static AccessLog of(Optional<AccessLogOptions> options) {
        return options.map(AccessLog::to)
                .orElseGet(() -> new AccessLog(null, AccessLogOptions.Format.COMBINED));
    }

    private static AccessLog to(AccessLogOptions options) {
        return new AccessLog(new LogLines(open(options.file())), options.format());
    }

    private static OutputStream open(Optional<Path> file) {
        if (file.isEmpty()) {
            return new StandardOutput();
        }
        try {
            return Files.newOutputStream(
                    file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to the access log " + file.get(), e);
        }
    }

    /** It is not ours to be closed. */
    private static final class StandardOutput extends FilterOutputStream {
        StandardOutput() {
            super(System.out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Requests pass here on their way. */
    HttpHandler before(HttpHandler next) {
        return lines == null
                ? next
                : new AccessLogHandler(
                        next,
                        lines,
                        "breakwater",
                        format == AccessLogOptions.Format.JSON
                                ? new JsonLine()
                                : new CombinedLine());
    }

    /** Waits until all is written. */
    void await() throws InterruptedException {
        if (lines != null) {
            lines.await();
        }
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
    }
}
