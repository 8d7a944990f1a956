package io.breakwater.rewrite;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Where the URLs of a page lead.
 *
 * @param mapping the URL that a client can use instead, or the same text if it needs none
 * @param elsewhere whether relative URLs lead to another site if this is the base that they are relative to ({@code <base href>})
 */
public record PageUrls(UnaryOperator<String> mapping, Predicate<String> elsewhere) {
    String map(String url) {
        return mapping.apply(url);
    }

    boolean isElsewhere(String baseUrl) {
        return elsewhere.test(baseUrl);
    }
}
