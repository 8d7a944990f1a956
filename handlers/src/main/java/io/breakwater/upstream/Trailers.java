package io.breakwater.upstream;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;

/** Removes from trailers what only a head may have (RFC 9110 section 6.5.1) and what P-5 and P-10 remove from heads. */
final class Trailers {
    private static final List<HttpString> ONLY_IN_HEADS =
            List.of(
                    Headers.CONTENT_LENGTH,
                    Headers.TRANSFER_ENCODING,
                    Headers.HOST,
                    Headers.EXPECT,
                    Headers.CONTENT_TYPE,
                    Headers.CONTENT_ENCODING,
                    Headers.AUTHORIZATION,
                    Headers.COOKIE,
                    Headers.SET_COOKIE,
                    Headers.LOCATION,
                    Headers.VIA);

    private Trailers() {}

    static void cleanRequest(HeaderMap trailers) {
        clean(trailers);
        FieldNames.HOP_BY_HOP_IN_REQUESTS.forEach(trailers::remove);
        RequestHead.removeForwarding(trailers, false);
    }

    static void cleanResponse(HeaderMap trailers) {
        clean(trailers);
        FieldNames.HOP_BY_HOP_IN_RESPONSES.forEach(trailers::remove);
    }

    /** Undertow takes HTTP/2's pseudo-header fields for trailers as well, which must have none (RFC 9113 section 8.1). */
    private static void clean(HeaderMap trailers) {
        ONLY_IN_HEADS.forEach(trailers::remove);
        List.copyOf(trailers.getHeaderNames()).stream()
                .filter(name -> name.length() > 0 && name.byteAt(0) == ':')
                .forEach(trailers::remove);
    }
}
