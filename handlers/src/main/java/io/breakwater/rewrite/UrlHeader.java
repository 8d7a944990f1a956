package io.breakwater.rewrite;

import java.util.function.UnaryOperator;

/**
 * The response headers in which an upstream writes URLs (P-11).
 *
 * <table>
 * <caption>Where the URL is</caption>
 * <tr><td>{@code Location}, {@code Content-Location}, {@code URI}, {@code Destination}</td><td>the whole value</td></tr>
 * <tr><td>{@code Refresh}</td><td>{@code 5; url=http://up/x}, quoted or not</td></tr>
 * <tr><td>{@code Link} (RFC 8288)</td><td>{@code <http://up/x>; rel=next, </y>}</td></tr>
 * </table>
 */
public enum UrlHeader {
    LOCATION("Location", Form.WHOLE),
    CONTENT_LOCATION("Content-Location", Form.WHOLE),
    URI("URI", Form.WHOLE),
    DESTINATION("Destination", Form.WHOLE),
    REFRESH("Refresh", Form.REFRESH),
    LINK("Link", Form.LINK);

    private enum Form {
        WHOLE,
        REFRESH,
        LINK
    }

    private final String headerName;
    private final Form form;

    UrlHeader(String headerName, Form form) {
        this.headerName = headerName;
        this.form = form;
    }

    public String headerName() {
        return headerName;
    }

    /** The value with each of its URLs mapped; everything else stays byte for byte. */
    public String rewrite(String value, UnaryOperator<String> map) {
        return switch (form) {
            case WHOLE -> map.apply(value);
            case REFRESH -> RefreshValue.rewrite(value, map);
            case LINK -> LinkValue.rewrite(value, map);
        };
    }
}
