package io.breakwater.cdi;

import io.breakwater.cdi.CurrentRequest.Told;
import io.breakwater.net.Origin;

/**
 * The URL by which the client of the current request knows this application: what links, redirects and mails are to be built with.
 *
 * <table>
 * <caption>For a request that a trusted proxy forwarded from {@code https://www.example.com/shop/cart?n=1}</caption>
 * <tr><td>{@link #toString}</td><td>{@code https://www.example.com/shop/cart?n=1}</td></tr>
 * <tr><td>{@link #origin}</td><td>{@code https://www.example.com}</td></tr>
 * <tr><td>{@link #prefix}</td><td>{@code /shop}, and empty where there is none</td></tr>
 * <tr><td>{@link #of of("/orders/7")}</td><td>{@code https://www.example.com/shop/orders/7}</td></tr>
 * </table>
 *
 * <p>One object serves all requests: each call is about the request that the caller works for, and throws {@link IllegalStateException}
 * where there is none.
 */
public final class PublicUrl {
    private final CurrentRequest request;

    public PublicUrl(CurrentRequest request) {
        this.request = request;
    }

    public Origin origin() {
        return request.get().origin();
    }

    /** Percent-encoded, with a slash in front and none behind. */
    public String prefix() {
        return request.get().prefix().toString();
    }

    /**
     * The public URL of a path of this application.
     *
     * @param path percent-encoded, with its query if it has one
     * @throws IllegalArgumentException unless it begins with one slash: two would name another host
     */
    public String of(String path) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("a path begins with one slash");
        }
        Told told = request.get();
        return told.origin().toString() + told.prefix() + path;
    }

    /** The URL that the client asked for. */
    @Override
    public String toString() {
        return request.get().url();
    }
}
