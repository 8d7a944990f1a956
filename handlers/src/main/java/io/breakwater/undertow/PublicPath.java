package io.breakwater.undertow;

import io.breakwater.net.PathPrefix;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request as its client sees it, split in two: what CGI calls SCRIPT_NAME and PATH_INFO (RFC 3875 sections 4.1.13, 4.1.5).
 *
 * @param prefix what an application has to put before every path that it shows; it was cut from the path here or before
 * @param rawRest the rest of the path as received, percent-encoded, without the query
 */
public record PublicPath(PathPrefix prefix, String rawRest) {
    private static final AttachmentKey<PublicPath> KEY = AttachmentKey.create(PublicPath.class);

    /** The path of an exchange; before anything was cut or forwarded, no prefix and the whole path. */
    public static PublicPath of(HttpServerExchange exchange) {
        PublicPath attached = attached(exchange);
        return attached != null ? attached : new PublicPath(PathPrefix.NONE, rawPath(exchange));
    }

    /** The prefix alone: the same as that of {@link #of}, at no cost where there is none. */
    public static PathPrefix prefixOf(HttpServerExchange exchange) {
        PublicPath attached = attached(exchange);
        return attached != null ? attached.prefix : PathPrefix.NONE;
    }

    private static @Nullable PublicPath attached(HttpServerExchange exchange) {
        PublicPath own = exchange.getAttachment(KEY);
        return own != null ? own : OtherCopy.publicPath(exchange);
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
        OtherCopy.tell(exchange, this);
    }

    /** The whole raw path, whether or not the request target was a whole URL (RFC 9112 section 3.2.2). */
    static String rawPath(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return target;
        }
        int path = target.indexOf('/', endOfAuthorityMark(target));
        return path < 0 ? "/" : target.substring(path);
    }

    /** The authority of a request target that is a whole URL, else null. */
    static @Nullable String rawAuthority(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return null;
        }
        int from = endOfAuthorityMark(target);
        int to = target.indexOf('/', from);
        return target.substring(from, to < 0 ? target.length() : to);
    }

    private static int endOfAuthorityMark(String target) {
        int mark = target.indexOf("://");
        return mark < 0 ? 0 : mark + 3;
    }
}
