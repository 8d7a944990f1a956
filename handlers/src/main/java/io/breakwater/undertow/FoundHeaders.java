package io.breakwater.undertow;

import io.breakwater.forwarded.ReceivedHeader;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.List;

/**
 * The forwarding headers of one request.
 *
 * @param names theirs, as the request's header map knows them: a header is removed by its own name's object at hardly any cost
 */
record FoundHeaders(List<ReceivedHeader> headers, List<HttpString> names) {
    static final FoundHeaders NONE = new FoundHeaders(List.of(), List.of());

    FoundHeaders {
        headers = List.copyOf(headers);
    }

    boolean isEmpty() {
        return headers.isEmpty();
    }

    void removeAllFrom(HeaderMap headers) {
        names.forEach(headers::remove);
    }
}
