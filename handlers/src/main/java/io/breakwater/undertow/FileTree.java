package io.breakwater.undertow;

import io.breakwater.net.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files in and below a directory, or one file (P-20).
 *
 * <table>
 * <caption>{@link #find} in a directory</caption>
 * <tr><td>{@code /a.txt}, {@code //a.txt}, {@code /%61.txt}</td><td>the file</td></tr>
 * <tr><td>{@code /a.txt/}, {@code /a%2Ftxt}</td><td>nothing</td></tr>
 * <tr><td>{@code /.git/config}, {@code /.htaccess}</td><td>nothing; but {@code /.well-known/x} is looked for</td></tr>
 * <tr><td>{@code /docs}, a directory with an index</td><td>{@link Place.Slashless}</td></tr>
 * <tr><td>{@code /docs/}</td><td>its index, else nothing</td></tr>
 * <tr><td>a link that leads out of the directory, a pipe, a device</td><td>nothing</td></tr>
 * </table>
 *
 * @param top the directory or file; where it is a link, it is followed each time
 * @param index names of files that stand for a directory
 * @param ours whether nobody else serves what is not found here
 */
record FileTree(Path top, List<String> index, boolean ours) {
    private static final String WELL_KNOWN = ".well-known";

    /** @param rawPath below the top, unambiguous; empty for the top itself */
    Place find(String rawPath) {
        try {
            return Files.isDirectory(top) ? inDirectory(rawPath) : topFile(rawPath);
        } catch (IOException | InvalidPathException notThere) {
            return nothing();
        }
    }

    private Place nothing() {
        return new Place.Nothing(ours);
    }

    private Place topFile(String rawPath) throws IOException {
        return rawPath.isEmpty() ? file(top, top.toRealPath()) : nothing();
    }

    private Place inDirectory(String rawPath) throws IOException {
        Path found = top;
        for (String rawSegment : rawPath.split("/")) {
            String segment = RawPath.decode(rawSegment);
            if (segment.indexOf('/') >= 0 || isHidden(segment)) {
                return nothing();
            }
            found = found.resolve(segment);
        }
        return at(found, rawPath.endsWith("/"));
    }

    /** What begins with a dot is rarely meant for visitors; RFC 8615 is the exception. */
    private static boolean isHidden(String segment) {
        return segment.startsWith(".") && !segment.equals(WELL_KNOWN);
    }

    private Place at(Path found, boolean slash) throws IOException {
        Path real = found.toRealPath();
        if (!real.startsWith(top.toRealPath())) {
            return nothing();
        }
        if (Files.isDirectory(real)) {
            return index(real, slash);
        }
        return slash ? nothing() : file(found, real);
    }

    private Place index(Path directory, boolean slash) throws IOException {
        for (String name : index) {
            Path candidate = directory.resolve(name);
            if (Files.isRegularFile(candidate)) {
                return slash ? at(candidate, false) : new Place.Slashless();
            }
        }
        return nothing();
    }

    private Place file(Path found, Path real) {
        if (!Files.isRegularFile(real)) {
            return nothing();
        }
        return Files.isReadable(real)
                ? new Place.File(real, String.valueOf(found.getFileName()))
                : new Place.Forbidden();
    }
}
