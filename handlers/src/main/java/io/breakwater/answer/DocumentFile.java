package io.breakwater.answer;

import io.undertow.util.MimeMappings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A document in a file, kept in memory and looked after once a second at most: errors come in floods, and what answers them must not wait for
 * a disk each time. A file that cannot be had leaves its status without a document.
 */
final class DocumentFile {
    private static final Logger LOG = Logger.getLogger("io.breakwater");
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_BYTES = 1024 * 1024;

    private final Supplier<Optional<Path>> place;
    private final String name;
    private volatile @Nullable Copy copy;

    /** What was found at a time. */
    private record Copy(String stamp, long seenNanos, Optional<ErrorPage> page) {}

    /** @param name for the log */
    DocumentFile(Supplier<Optional<Path>> place, String name) {
        this.place = place;
        this.name = name;
    }

    Optional<ErrorPage> read() {
        Copy known = copy;
        long now = System.nanoTime();
        if (known == null || now - known.seenNanos > FRESH_NANOS) {
            known = look(known, now);
            copy = known;
        }
        return known.page;
    }

    private Copy look(@Nullable Copy known, long now) {
        try {
            Path file = place.get().orElseThrow(() -> new IOException("there is no such file"));
            String stamp = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
            return known != null && known.stamp.equals(stamp)
                    ? new Copy(stamp, now, known.page)
                    : new Copy(stamp, now, Optional.of(page(file)));
        } catch (IOException e) {
            if (known == null || known.page.isPresent()) {
                LOG.errorf("Error document %s cannot be used: %s", name, e);
            }
            return new Copy("", now, Optional.empty());
        }
    }

    private static ErrorPage page(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new IOException("it is not a file of at most " + MAX_BYTES + " bytes");
        }
        return new ErrorPage.Document(contentType(file), ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /** Text without a word on its encoding is UTF-8. */
    private static String contentType(Path file) {
        String name = String.valueOf(file.getFileName());
        String type = MimeMappings.DEFAULT.getMimeType(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return "application/octet-stream";
        }
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
