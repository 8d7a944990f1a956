package io.breakwater.upstream;

import io.breakwater.rewrite.HtmlBody;
import io.breakwater.rewrite.PageUrls;
import io.undertow.client.ClientResponse;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import io.undertow.util.StatusCodes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSinkConduit;

/** Stands between a response and its client, for the case that it is a page whose URLs are rewritten (P-13). */
final class PageFilter {
    private static final long UNKNOWN = -1;

    private final Optional<PageUrls> urls;
    private final HeaderMap request;
    private @Nullable Page page;
    private @Nullable HtmlBody body;
    private long length = UNKNOWN;

    /**
     * @param urls if pages are rewritten
     * @param request what the client sent
     */
    PageFilter(Optional<PageUrls> urls, HeaderMap request) {
        this.urls = urls;
        this.request = request;
    }

    /** Whether a response can neither be rewritten nor be passed on as it is. */
    boolean refuses(ClientResponse response) {
        return urls.isPresent() && Page.isPart(response);
    }

    /** The head of the response that will be passed on. */
    void seen(ClientResponse response) {
        page = urls.map(known -> Page.of(response, known)).orElse(null);
        if (page != null) {
            length = length(response);
            Page.amend(response.getResponseHeaders());
        } else if (urls.isPresent() && response.getResponseCode() == StatusCodes.NOT_MODIFIED) {
            Page.amendUnchanged(response.getResponseHeaders(), request);
        }
    }

    /** Known only where its last byte is the end; HTTP/2 has a mark for that, which may come later. */
    private static long length(ClientResponse response) {
        String length = response.getResponseHeaders().getFirst(Headers.CONTENT_LENGTH);
        boolean known = length != null && !response.getProtocol().equals(Protocols.HTTP_2_0);
        return known ? Long.parseLong(length) : UNKNOWN;
    }

    /** What its body has to begin with, so that it can be read; null if that cannot be said, or it is no page. */
    @Nullable BodyStart bodyStart() {
        return page == null || page.coding().startBytes() == 0
                ? null
                : new BodyStart(page.coding());
    }

    /** The response is not passed on. */
    void forget() {
        page = null;
    }

    /**
     * The way to the client, made when the head of the response is ready.
     *
     * @param broken told that the body cannot be read
     */
    StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> client, Runnable broken) {
        if (page == null) {
            return client.create();
        }
        body = page.body();
        return new PageSink(client.create(), body, length, broken);
    }

    void close() {
        if (body != null) {
            body.close();
        }
    }
}
