package io.breakwater.route;

import java.util.Comparator;
import java.util.List;

/**
 * What becomes of the URLs in a page (P-13): the operator's own pairs first, the longest first, then as in headers (P-11), but that a path
 * is the upstream's also if its base is {@code /}: pages are full of them, and clients take them for the whole site's.
 */
public final class PageMap {
    private final ReverseMap urls;
    private final List<UrlPair> pairs;

    /** @param pairs in any order */
    public PageMap(ReverseMap urls, List<UrlPair> pairs) {
        this.urls = urls.withAbsolutePaths();
        this.pairs =
                pairs.stream()
                        .sorted(
                                Comparator.comparing((UrlPair pair) -> pair.from().length())
                                        .reversed())
                        .toList();
    }

    /** The public form of a URL, or the same text if it needs none. */
    public String map(String url) {
        if (!pairs.isEmpty() && ReverseMap.isPrintable(url)) {
            for (UrlPair pair : pairs) {
                String mapped = pair.map(url);
                if (mapped != null) {
                    return mapped;
                }
            }
        }
        return urls.map(url);
    }

    /** Whether what is relative to this base is another site's. */
    public boolean isElsewhere(String baseUrl) {
        return map(baseUrl).equals(baseUrl) && urls.isElsewhere(baseUrl);
    }
}
