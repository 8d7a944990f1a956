package io.breakwater.upstream;

import io.breakwater.rewrite.ContentCoding;
import io.breakwater.rewrite.HtmlBody;
import io.breakwater.rewrite.PageType;
import io.breakwater.rewrite.PageUrls;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response that is a page whose URLs are rewritten (P-13). Left as they are: parts of pages, pages that must not be transformed (RFC 9110
 * section 7.7), and those in an encoding or a content coding that is not understood.
 */
record Page(PageType type, ContentCoding coding, PageUrls urls) {
    /** What is no longer true of a page whose bytes have changed. */
    private static final List<HttpString> OF_THE_BYTES =
            List.of(
                    Headers.CONTENT_LENGTH,
                    Headers.CONTENT_MD5,
                    new HttpString("Digest"),
                    new HttpString("Content-Digest"),
                    new HttpString("Repr-Digest"),
                    Headers.ACCEPT_RANGES);

    private static final String WEAK = "W/";

    /** Null if the response is none, or is left as it is. */
    static @Nullable Page of(ClientResponse response, PageUrls urls) {
        HeaderMap headers = response.getResponseHeaders();
        PageType type = PageType.of(headers.getFirst(Headers.CONTENT_TYPE));
        ContentCoding coding = ContentCoding.of(lines(headers, Headers.CONTENT_ENCODING));
        boolean whole = response.getResponseCode() != StatusCodes.PARTIAL_CONTENT;
        boolean mayChange =
                lines(headers, Headers.CACHE_CONTROL).stream()
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-transform"));
        return type != null && coding != null && whole && mayChange
                ? new Page(type, coding, urls)
                : null;
    }

    /** Whether a response is a part of a page, with which nothing can be done but to ask for the whole. */
    static boolean isPart(ClientResponse response) {
        return response.getResponseCode() == StatusCodes.PARTIAL_CONTENT
                && PageType.of(response.getResponseHeaders().getFirst(Headers.CONTENT_TYPE))
                        != null;
    }

    private static List<String> lines(HeaderMap headers, HttpString name) {
        HeaderValues lines = headers.get(name);
        return lines == null ? List.of() : lines;
    }

    /** Says of the new bytes what is true of them. */
    static void amend(HeaderMap headers) {
        OF_THE_BYTES.forEach(headers::remove);
        weaken(headers);
    }

    /** The same for a client that is told that what it has is still good, if it had that from here (RFC 9110 section 15.4.5). */
    static void amendUnchanged(HeaderMap headers, HeaderMap request) {
        String tag = headers.getFirst(Headers.ETAG);
        if (tag != null
                && lines(request, Headers.IF_NONE_MATCH).stream()
                        .anyMatch(line -> line.contains(WEAK + tag))) {
            weaken(headers);
        }
    }

    /** Pages that are rewritten mean the same as before and are not the same byte for byte (RFC 9110 section 8.8.1). */
    private static void weaken(HeaderMap headers) {
        String tag = headers.getFirst(Headers.ETAG);
        if (tag != null && !tag.startsWith(WEAK)) {
            headers.put(Headers.ETAG, WEAK + tag);
        }
    }

    HtmlBody body() {
        return HtmlBody.of(coding, urls, type == PageType.XHTML);
    }
}
