package io.breakwater.undertow;

import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.Authority;
import io.breakwater.net.IpAddress;
import io.breakwater.net.RawPath;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request in the words of CGI (RFC 3875 section 4.1) and WSGI.
 *
 * @param environ CGI's variables, and {@code wsgi.url_scheme}
 * @param url the URL that the client asked for
 * @param headers what is left of the request's headers
 * @param decision the decision's JSON form; empty if none was made
 */
record RequestEcho(
        Map<String, String> environ,
        String url,
        Map<String, List<String>> headers,
        Optional<Map<String, Object>> decision) {
    private static final String REDACTED = "[redacted]";
    private static final Set<String> SECRET_HEADERS =
            Set.of("cookie", "authorization", "proxy-authorization");
    private static final List<String> SECRET_PARTS =
            List.of("secret", "token", "password", "api-key", "apikey");

    static RequestEcho of(HttpServerExchange exchange) {
        PublicPath path = PublicPath.of(exchange);
        Map<String, String> environ = environ(exchange, path);
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        String url =
                exchange.getRequestScheme()
                        + "://"
                        + host(exchange).orElseGet(exchange::getHostAndPort)
                        + path.prefix()
                        + path.rawRest()
                        + query;
        return new RequestEcho(
                environ, url, headers(exchange), Decision.of(exchange).map(Decision::toMap));
    }

    private static Optional<String> host(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
    }

    private static Map<String, String> environ(HttpServerExchange exchange, PublicPath path) {
        Optional<Authority> host = host(exchange).map(Authority::parse);
        InetSocketAddress local = exchange.getDestinationAddress();
        Map<String, String> environ = new LinkedHashMap<>();
        environ.put("REMOTE_ADDR", remoteAddress(exchange));
        environ.put("REMOTE_PORT", Integer.toString(remotePort(exchange)));
        environ.put(
                "SERVER_NAME",
                host.map(Authority::host)
                        .orElseGet(() -> local == null ? "" : local.getHostString()));
        environ.put("SERVER_PORT", Integer.toString(exchange.getHostPort()));
        environ.put("HTTP_HOST", host(exchange).orElse(""));
        environ.put("wsgi.url_scheme", exchange.getRequestScheme());
        environ.put("SCRIPT_NAME", path.prefix().decoded());
        environ.put("PATH_INFO", RawPath.decode(path.rawRest()));
        environ.put("QUERY_STRING", exchange.getQueryString());
        environ.put("REQUEST_METHOD", exchange.getRequestMethod().toString());
        return environ;
    }

    /** Empty where the client's address is not known, as behind a unix socket. */
    private static String remoteAddress(HttpServerExchange exchange) {
        InetSocketAddress source = exchange.getSourceAddress();
        if (source == null
                || source.getAddress() == null
                || source.getAddress().isAnyLocalAddress()) {
            return "";
        }
        return IpAddress.of(source.getAddress()).toString();
    }

    private static int remotePort(HttpServerExchange exchange) {
        InetSocketAddress source = exchange.getSourceAddress();
        return source == null ? 0 : source.getPort();
    }

    private static Map<String, List<String>> headers(HttpServerExchange exchange) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            String name = values.getHeaderName().toString();
            headers.put(name, isSecret(name) ? List.of(REDACTED) : List.copyOf(values));
        }
        return headers;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        KnownHeader known = KnownHeaders.find(name);
        boolean certificate = known != null && known.group() == HeaderGroup.CERTIFICATE;
        return certificate
                || SECRET_HEADERS.contains(lower)
                || SECRET_PARTS.stream().anyMatch(lower::contains);
    }

    Map<String, Object> toMap() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("environ", environ);
        json.put("url", url);
        json.put("headers", headers);
        decision.ifPresent(made -> json.put("decision", made));
        return json;
    }
}
