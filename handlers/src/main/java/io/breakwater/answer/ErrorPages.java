package io.breakwater.answer;

import io.breakwater.options.ErrorDocument;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is answered with each status: the operator's document if there is one, else a small page in the form that the client accepts (P-19).
 *
 * <p>Safe for use by several threads.
 */
public final class ErrorPages {
    /** No document for any status. */
    public static final ErrorPages DEFAULT = new ErrorPages(Map.of());

    private static final AttachmentKey<ErrorPages> KEY = AttachmentKey.create(ErrorPages.class);

    private final Map<Integer, Source> sources;

    /** Where a document comes from, each time it is needed. */
    private interface Source {
        Optional<ErrorPage> read();
    }

    private ErrorPages(Map<Integer, Source> sources) {
        this.sources = Map.copyOf(sources);
    }

    /**
     * The pages of a server.
     *
     * @param files the file that is served under a path of this server, if there is one
     */
    public static ErrorPages of(
            Map<Integer, ErrorDocument> documents, Function<String, Optional<Path>> files) {
        Map<Integer, Source> sources = new HashMap<>();
        documents.forEach((status, document) -> sources.put(status, source(document, files)));
        return sources.isEmpty() ? DEFAULT : new ErrorPages(sources);
    }

    private static Source source(ErrorDocument document, Function<String, Optional<Path>> files) {
        if (document instanceof ErrorDocument.ServedPath served) {
            return new DocumentFile(() -> files.apply(served.path()), served.path())::read;
        }
        if (document instanceof ErrorDocument.InFile file) {
            return new DocumentFile(() -> Optional.of(file.path()), file.path().toString())::read;
        }
        Optional<ErrorPage> fixed =
                Optional.of(
                        document instanceof ErrorDocument.Elsewhere elsewhere
                                ? new ErrorPage.Elsewhere(elsewhere.url())
                                : text(((ErrorDocument.Text) document).text()));
        return () -> fixed;
    }

    /** Apache sends it as HTML too. */
    private static ErrorPage text(String text) {
        return new ErrorPage.Document(
                MediaType.HTML.contentType(),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes these the pages of an exchange. */
    public void attachTo(HttpServerExchange exchange) {
        if (!sources.isEmpty()) {
            exchange.putAttachment(KEY, this);
        }
        OwnAnswer.fillInForExceptions(exchange);
    }

    static ErrorPages of(HttpServerExchange exchange) {
        ErrorPages attached = exchange.getAttachment(KEY);
        return attached == null ? DEFAULT : attached;
    }

    /** The operator's document for a status. */
    Optional<ErrorPage> document(int status) {
        Source source = sources.get(status);
        return source == null ? Optional.empty() : source.read();
    }

    /** The operator's document, else the default page. */
    ErrorPage page(HttpServerExchange exchange, int status, String explanation) {
        return document(status)
                .orElseGet(
                        () ->
                                DefaultPages.of(
                                        MediaType.preferred(
                                                exchange.getRequestHeaders()
                                                        .getFirst(Headers.ACCEPT)),
                                        status,
                                        explanation));
    }
}
