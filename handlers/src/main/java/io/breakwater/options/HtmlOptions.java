package io.breakwater.options;

import io.breakwater.route.UrlPair;
import java.util.List;

/**
 * Whether the URLs in an upstream's pages are rewritten (P-13).
 *
 * @param map more of them than those that the route tells of
 */
public record HtmlOptions(boolean rewrite, List<UrlPair> map) {
    /** Pages pass as they are. */
    public static final HtmlOptions OFF = new HtmlOptions(false, List.of());

    public HtmlOptions {
        map = List.copyOf(map);
    }
}
