package io.breakwater.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that Breakwater serves, and what it says when something goes wrong (P-19, P-20).
 *
 * @param errorDocuments by status
 * @param errorOverride whether errors of the application are replaced too; for upstreams each route has its own word
 * @param root absolute; the directory whose files are served
 * @param index names of the files that are served for a directory
 * @param aliases what is served from elsewhere
 */
public record DocumentOptions(
        Map<Integer, ErrorDocument> errorDocuments,
        boolean errorOverride,
        Optional<Path> root,
        List<String> index,
        List<UrlAlias> aliases) {
    public DocumentOptions {
        errorDocuments = Map.copyOf(errorDocuments);
        index = List.copyOf(index);
        aliases = List.copyOf(aliases);
    }

    /** Whether any file is served. */
    public boolean servesFiles() {
        return root.isPresent() || !aliases.isEmpty();
    }
}
