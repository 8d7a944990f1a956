package io.breakwater.undertow;

import io.breakwater.forwarded.Believed;
import io.breakwater.forwarded.HeaderEdit;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** The one place where a decision changes an exchange (B-16). */
final class Truth {
    private Truth() {}

    /**
     * @param found what the decision is about
     */
    static void tell(HttpServerExchange exchange, FoundHeaders found, Resolution resolution) {
        HeaderMap headers = exchange.getRequestHeaders();
        if (resolution instanceof Resolution.Untrusted untrusted && untrusted.strip()) {
            found.removeAllFrom(headers);
            return;
        }
        for (HeaderEdit edit : resolution.edits()) {
            carryOut(edit, headers);
        }
        if (resolution instanceof Resolution.Forwarded forwarded) {
            tell(exchange, forwarded.believed());
        }
    }

    private static void carryOut(HeaderEdit edit, HeaderMap headers) {
        HttpString common = Headers.fromCache(edit.name());
        HttpString name = common != null ? common : new HttpString(edit.name());
        if (edit.value().isPresent()) {
            headers.put(name, edit.value().get());
        } else {
            headers.remove(name);
        }
    }

    /** Scheme first: what the default port is depends on it. */
    private static void tell(HttpServerExchange exchange, Believed believed) {
        tellScheme(exchange, believed.scheme());
        believed.host()
                .ifPresent(host -> exchange.getRequestHeaders().put(Headers.HOST, host.toString()));
        believed.client().map(Peer::toSocketAddress).ifPresent(exchange::setSourceAddress);
        if (!believed.certificates().isEmpty()) {
            ForwardedCertificate.show(exchange, believed.certificates());
        }
        if (!believed.prefix().isNone()) {
            new PublicPath(believed.prefix(), PublicPath.rawPath(exchange)).attachTo(exchange);
        }
    }

    private static void tellScheme(HttpServerExchange exchange, Scheme scheme) {
        exchange.setRequestScheme(scheme.text());
        if (scheme == Scheme.HTTP) {
            exchange.removeAttachment(
                    HttpServerExchange.SECURE_REQUEST); // it would outlive the scheme
        }
    }
}
