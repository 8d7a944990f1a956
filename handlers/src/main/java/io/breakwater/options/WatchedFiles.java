package io.breakwater.options;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that some options came from, and what to read again when one changes.
 *
 * @param paths absolute; empty if there are none
 * @param settings all that was written
 */
public record WatchedFiles(List<Path> paths, Settings settings) {
    public WatchedFiles {
        paths = List.copyOf(paths);
    }

    /** The options as the files say them now, or what is wrong with them. */
    public ReadOptions readAgain() {
        return OptionsReader.read(settings);
    }
}
