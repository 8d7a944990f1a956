package io.breakwater.trust;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.WatchedFiles;
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
 * Reads files again when they change: trust lists (B-2) and certificates. A file that cannot be used changes nothing: what it said before
 * stays, and the log says so.
 *
 * <p>Looks twice a second, as notifications of the file system do not cross the mounts of containers.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.breakwater");
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String what;
    private final WatchedFiles files;
    private final Consumer<BreakwaterOptions> changed;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> looking;
    private List<String> lastSeen;

    /**
     * Begins to look.
     *
     * @param what is in them, for the log: {@code Trust lists}
     * @param changed is told of everything that was read again
     */
    public FileWatch(String what, WatchedFiles files, Consumer<BreakwaterOptions> changed) {
        this.what = what;
        this.files = files;
        this.changed = changed;
        this.lastSeen = stamps();
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread daemon = new Thread(work, "breakwater-files");
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
                LOG.errorf(e, "%s could not be read again, and stay as they were", what);
            }
        }
    }

    private List<String> stamps() {
        return files.paths().stream().map(FileWatch::stamp).toList();
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
            changed.accept(read.options().get());
            LOG.infof("%s were read again from %s", what, files.paths());
        } else {
            String problems =
                    read.errors().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n  - "));
            LOG.errorf(
                    "%s could not be read again, and stay as they were:\n  - %s", what, problems);
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        thread.shutdownNow();
    }
}
