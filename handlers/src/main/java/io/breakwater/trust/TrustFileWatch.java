package io.breakwater.trust;

import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.TrustFiles;
import io.breakwater.options.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads trust files again when they change (B-2). A file that cannot be used changes nothing: the last good lists stay, and the log says so.
 *
 * <p>Looks twice a second, as notifications of the file system do not cross the mounts of containers.
 */
public final class TrustFileWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.breakwater.trust");
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TrustFiles files;
    private final Consumer<TrustOptions> changed;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> looking;
    private List<String> lastSeen;

    public TrustFileWatch(TrustFiles files, Consumer<TrustOptions> changed) {
        this.files = files;
        this.changed = changed;
        this.lastSeen = stamps();
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread daemon = new Thread(work, "breakwater-trust-files");
                            daemon.setDaemon(true);
                            return daemon;
                        });
        this.looking =
                thread.scheduleWithFixedDelay(
                        this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        List<String> now = stamps();
        if (!now.equals(lastSeen)) {
            lastSeen = now;
            try {
                readAgain();
            } catch (RuntimeException e) { // or this would have been the last look
                LOG.error("Trust lists could not be read again, and stay as they were", e);
            }
        }
    }

    private List<String> stamps() {
        return files.paths().stream().map(TrustFileWatch::stamp).toList();
    }

    private static String stamp(Path path) {
        try {
            return Files.getLastModifiedTime(path) + " " + Files.size(path);
        } catch (IOException e) {
            return "missing";
        }
    }

    private void readAgain() {
        ReadOptions read = files.readAgain();
        if (read.options().isPresent()) {
            changed.accept(read.options().get().trust());
            LOG.infof("Trust lists were read again from %s", files.paths());
        } else {
            String problems =
                    read.errors().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n  - "));
            LOG.errorf(
                    "Trust lists could not be read again, and stay as they were:\n  - %s",
                    problems);
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        thread.shutdownNow();
    }
}
