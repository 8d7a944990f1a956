package io.breakwater.answer;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Puts our pages in the place of what an upstream or an application says in its errors (P-19): every status from 400 on, and redirects for
 * which there is a document, as their bodies may name an internal host too. The status and all headers that are not about the body stay.
 */
public final class ErrorOverride implements ConduitWrapper<StreamSinkConduit> {
    private static final ErrorOverride INSTANCE = new ErrorOverride();
    private static final int FIRST_REDIRECT = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 400;
    private static final List<HttpString> ABOUT_THE_BODY =
            Stream.of(
                            "Content-Length",
                            "Transfer-Encoding",
                            "Content-Type",
                            "Content-Encoding",
                            "Content-Language",
                            "Content-Disposition",
                            "Content-Location",
                            "Content-MD5",
                            "Content-Digest",
                            "Repr-Digest",
                            "Digest",
                            "Accept-Ranges",
                            "ETag",
                            "Last-Modified",
                            "Trailer")
                    .map(HttpString::new)
                    .toList();

    private ErrorOverride() {}

    /** From now on, the errors of this exchange are replaced. To be called before what answers adds wrappers of its own. */
    public static void on(HttpServerExchange exchange) {
        exchange.addResponseWrapper(INSTANCE);
    }

    @Override
    public StreamSinkConduit wrap(
            ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        Optional<ErrorPage> page =
                OwnAnswer.isGiven(exchange) ? Optional.empty() : replacement(exchange);
        if (page.isEmpty()) {
            return factory.create();
        }
        HeaderMap headers = exchange.getResponseHeaders();
        ABOUT_THE_BODY.forEach(headers::remove);
        page.get().describe(exchange);
        return new ReplacedBody(factory.create(), page.get().body());
    }

    private static Optional<ErrorPage> replacement(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        ErrorPages pages = ErrorPages.of(exchange);
        if (status >= FIRST_ERROR) {
            return Optional.of(pages.page(exchange, status, ""));
        }
        return status >= FIRST_REDIRECT && status != NOT_MODIFIED
                ? pages.document(status)
                : Optional.empty();
    }
}
