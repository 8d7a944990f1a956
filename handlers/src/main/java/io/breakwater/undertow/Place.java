package io.breakwater.undertow;

import java.nio.file.Path;

/** What there is under a path of this server, as far as files go (P-20). */
sealed interface Place {
    /**
     * A file that may be read.
     *
     * @param real without symbolic links
     * @param name that its type is told by
     */
    record File(Path real, String name) implements Place {}

    /** A directory that has an index, asked for without the slash that relative links in the index need. */
    record Slashless() implements Place {}

    /** Something that must not be read. */
    record Forbidden() implements Place {}

    /** No file; {@code ours} if nobody else is to be asked. */
    record Nothing(boolean ours) implements Place {}
}
