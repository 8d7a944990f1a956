package io.breakwater.upstream;

import io.breakwater.rewrite.CookieMap;
import io.breakwater.rewrite.PageUrls;
import io.breakwater.rewrite.UrlHeader;
import io.breakwater.route.ReverseMap;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes what an upstream says of itself true for its clients (P-11, P-12, P-13).
 *
 * @param pages for URLs in pages, if those are rewritten
 */
record ResponseRewriting(ReverseMap urls, CookieMap cookies, Optional<PageUrls> pages) {
    private static final Map<UrlHeader, HttpString> NAMES = new EnumMap<>(UrlHeader.class);

    static {
        for (UrlHeader header : UrlHeader.values()) {
            NAMES.put(header, new HttpString(header.headerName()));
        }
    }

    void applyTo(HeaderMap headers) {
        NAMES.forEach(
                (header, name) ->
                        replaceEach(headers.get(name), value -> header.rewrite(value, urls::map)));
        replaceEach(headers.get(Headers.SET_COOKIE), cookies::rewrite);
    }

    private static void replaceEach(HeaderValues values, UnaryOperator<String> replacement) {
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                values.set(i, replacement.apply(values.get(i)));
            }
        }
    }
}
