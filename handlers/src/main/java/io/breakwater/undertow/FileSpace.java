package io.breakwater.undertow;

import io.breakwater.net.PathPrefix;
import io.breakwater.options.DocumentOptions;
import io.breakwater.options.UrlAlias;
import io.breakwater.route.TargetPath;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All paths of this server under which there are files: the longest alias, else the document root (P-20).
 *
 * <p>Looks at the disk, so not for I/O threads.
 */
public final class FileSpace {
    private final Map<PathPrefix, FileTree> aliases = new LinkedHashMap<>();
    private final Optional<FileTree> root;

    public FileSpace(DocumentOptions options) {
        options.aliases().stream()
                .sorted(
                        Comparator.comparingInt((UrlAlias alias) -> alias.path().depth())
                                .reversed())
                .forEach(
                        alias ->
                                aliases.put(
                                        alias.path(),
                                        new FileTree(alias.target(), options.index(), true)));
        this.root = options.root().map(path -> new FileTree(path, options.index(), false));
    }

    /** @param rawPath as received, without the prefix of this server */
    Place find(String rawPath) {
        if (!rawPath.startsWith("/") || !TargetPath.isUnambiguous(rawPath)) {
            return new Place.Nothing(false);
        }
        for (Map.Entry<PathPrefix, FileTree> alias : aliases.entrySet()) {
            String rest = alias.getKey().cutFrom(rawPath);
            if (rest != null) {
                return alias.getValue().find(rest);
            }
        }
        return root.map(tree -> tree.find(rawPath)).orElseGet(() -> new Place.Nothing(false));
    }

    /** The file under a path that an operator wrote. */
    public Optional<Path> file(String path) {
        return find(path) instanceof Place.File file ? Optional.of(file.real()) : Optional.empty();
    }
}
