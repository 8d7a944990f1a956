package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import io.breakwater.net.PathPrefix;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads which files are served, and the documents for errors (P-19, P-20). */
final class DocumentReader {
    static final String OVERRIDE = "error-override";

    private static final String ERROR_DOCUMENTS = "error-documents.";
    private static final String ROOT = "document-root";
    private static final String INDEX = "directory-index";
    private static final String ALIASES = "url-aliases";
    private static final int UNAUTHORIZED = 401;

    private final SettingsReader reader;

    DocumentReader(SettingsReader reader) {
        this.reader = reader;
    }

    DocumentOptions read() {
        DocumentOptions options =
                new DocumentOptions(
                        errorDocuments(),
                        reader.flag(OVERRIDE, false),
                        reader.value(ROOT, DocumentReader::directory),
                        reader.list(INDEX, DocumentReader::fileName),
                        aliases());
        checkTogether(options);
        return options;
    }

    private Map<Integer, ErrorDocument> errorDocuments() {
        Map<Integer, ErrorDocument> documents = new HashMap<>();
        for (String key : reader.settings().keys()) {
            if (key.startsWith(ERROR_DOCUMENTS)) {
                Optional<ErrorDocument> document = reader.value(key, ErrorDocument::parse);
                int status = status(key.substring(ERROR_DOCUMENTS.length()));
                if (status == 0) {
                    reader.errorAt(
                            key,
                            "is the document of a status that no error and no redirect has",
                            "Write a status from 300 to 599 at the end of the key, such as breakwater.error-documents.404");
                }
                document.ifPresent(d -> documents.put(status, d));
            }
        }
        return documents;
    }

    /** 0 if it is none that can have a document. */
    private static int status(String text) {
        return text.matches("[345]\\d\\d") && !text.equals("304") ? Integer.parseInt(text) : 0;
    }

    private static Path directory(String text) {
        Path path = existing(text);
        if (!Files.isDirectory(path)) {
            throw new InvalidValue("is not a directory", "Write the absolute path of a directory");
        }
        return path;
    }

    private static Path existing(String text) {
        String remedy = "Write the absolute path of something that is there and can be read";
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new InvalidValue("is not a path", remedy);
        }
        throw new InvalidValue("is not the absolute path of something readable", remedy);
    }

    private static String fileName(String text) {
        if (text.indexOf('/') >= 0 || text.startsWith(".")) {
            throw new InvalidValue(
                    "is not a name that files are served under", "Write a name such as index.html");
        }
        return text;
    }

    private List<UrlAlias> aliases() {
        List<UrlAlias> aliases = new ArrayList<>();
        Map<PathPrefix, String> taken = new HashMap<>();
        for (String id : reader.settings().ids(ALIASES)) {
            String prefix = ALIASES + "." + id + ".";
            Optional<PathPrefix> path = required(prefix + "path", prefix, PathPrefix::configured);
            Optional<Path> target = required(prefix + "target", prefix, DocumentReader::existing);
            path.map(p -> taken.put(p, id))
                    .ifPresent(
                            other ->
                                    reader.errorAt(
                                            prefix + "path",
                                            "is already taken by \"" + other + "\"",
                                            "Keep one of the two"));
            if (path.isPresent() && target.isPresent()) {
                aliases.add(new UrlAlias(id, path.get(), target.get()));
            }
        }
        return aliases;
    }

    private <T> Optional<T> required(String key, String prefix, Function<String, T> parser) {
        if (!reader.has(key)) {
            reader.missing(
                    key,
                    Optional.empty(),
                    "Set it, or leave out everything under breakwater." + prefix + "*");
        }
        return reader.value(key, parser);
    }

    private void checkTogether(DocumentOptions options) {
        if (!options.servesFiles()) {
            reader.warnAt(
                    INDEX,
                    "has no effect: no files are served",
                    "Set breakwater.document-root, or leave this out");
        }
        options.errorDocuments().forEach((status, document) -> check(status, document, options));
    }

    private void check(int status, ErrorDocument document, DocumentOptions options) {
        if (document instanceof ErrorDocument.ServedPath && !options.servesFiles()) {
            reader.errorAt(
                    ERROR_DOCUMENTS + status,
                    "is a path of this server, which serves no files",
                    "Set breakwater.document-root or an alias for it, or write file: before the path of a file");
        }
        if (document instanceof ErrorDocument.Elsewhere && status == UNAUTHORIZED) {
            reader.errorAt(
                    ERROR_DOCUMENTS + status,
                    "would redirect, and the client would never be asked for its credentials",
                    "Write a path, a file or text");
        }
    }
}
