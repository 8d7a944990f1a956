package io.breakwater.upstream;

import io.breakwater.net.Authority;
import io.breakwater.net.IpAddress;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, as far as its upstream does not see it, after everything that was decided about it.
 *
 * @param origin where the Host header is missing or empty, the host is the server's name (B-22), else the local address
 * @param host of the Host header, if there is one
 * @param prefix what stands before the path that the upstream sees
 */
public record AskedUrl(Origin origin, Optional<Authority> host, PathPrefix prefix) {

    /** Null if the Host header is not a host and port. */
    public static @Nullable AskedUrl of(
            HttpServerExchange exchange, Optional<String> serverName, PathPrefix prefix) {
        Scheme scheme =
                "https".equalsIgnoreCase(exchange.getRequestScheme()) ? Scheme.HTTPS : Scheme.HTTP;
        String header = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (header == null || header.isEmpty()) {
            return new AskedUrl(
                    Origin.of(scheme, unnamed(exchange, serverName)), Optional.empty(), prefix);
        }
        Authority host = Authority.parse(header);
        return host == null
                ? null
                : new AskedUrl(Origin.of(scheme, host), Optional.of(host), prefix);
    }

    private static Authority unnamed(HttpServerExchange exchange, Optional<String> serverName) {
        return serverName
                .map(name -> new Authority(name, OptionalInt.empty()))
                .orElseGet(() -> local(exchange));
    }

    private static Authority local(HttpServerExchange exchange) {
        InetSocketAddress address =
                exchange.getConnection().getLocalAddress(InetSocketAddress.class);
        boolean known = address != null && address.getAddress() != null && address.getPort() > 0;
        return known
                ? new Authority(
                        IpAddress.of(address.getAddress()).toUriHost(),
                        OptionalInt.of(address.getPort()))
                : new Authority("localhost", OptionalInt.empty());
    }
}
