package io.breakwater.testsuite.bench;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.breakwater.options.TrustOptions;
import io.breakwater.undertow.TrustedProxyHandler;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Exchanges with fresh headers, as Undertow's parser makes them. */
final class UndertowRequests implements Requests {
    private static final HttpHandler APPLICATION = exchange -> {};

    private final ServerConnection connection = OpenConnection.open();
    private final List<Line[]> requests;
    private final HttpHandler handler;
    private final HeaderMap noHeaders = new HeaderMap();
    private HttpServerExchange last;
    private int turn;

    private UndertowRequests(Row row, HttpHandler handler) {
        this.requests = row.requests().stream().map(UndertowRequests::lines).toList();
        this.handler = handler;
    }

    static Requests alone(Row row) {
        return new UndertowRequests(row, APPLICATION);
    }

    static Requests through(UnaryOperator<HttpHandler> handler, Row row) {
        return new UndertowRequests(row, handler.apply(APPLICATION));
    }

    static Requests breakwater(Row row) {
        TrustOptions options = builder(row).options().trust();
        return new UndertowRequests(
                row, new TrustedProxyHandler(options, Optional.empty(), APPLICATION));
    }

    /** Host gate, prefix and a mount that this request does not go to, besides. */
    static Requests allOfBreakwater(Row row) {
        return new UndertowRequests(
                row,
                builder(row)
                        .serverName("backend.internal")
                        .urlPrefix("/shop")
                        .mount("/api/", "http://127.0.0.1:9/")
                        .build(APPLICATION));
    }

    private static BreakwaterBuilder builder(Row row) {
        return Breakwater.builder()
                .trustedProxies(row.trustList().toArray(String[]::new))
                .trustedProxyHeaders(row.chosenHeaders().toArray(String[]::new));
    }

    private static Line[] lines(List<Map.Entry<String, String>> lines) {
        return lines.stream()
                .map(line -> Line.of(line.getKey(), line.getValue()))
                .toArray(Line[]::new);
    }

    @Override
    public Object next() throws Exception {
        HeaderMap headers = new HeaderMap();
        for (Line line : requests.get(turn)) {
            headers.add(line.name(), line.value());
        }
        turn = turn + 1 == requests.size() ? 0 : turn + 1;
        HttpServerExchange exchange = new HttpServerExchange(connection, headers, noHeaders, 0);
        exchange.setRequestScheme("http");
        exchange.setRequestURI("/cart");
        handler.handleRequest(exchange);
        last = exchange;
        return exchange;
    }

    @Override
    public String seen() {
        return Seen.text(
                last.getRequestScheme(),
                last.getHostName(),
                last.getHostPort(),
                last.getSourceAddress().getHostString());
    }

    /**
     * A header line.
     *
     * @param known the constant for a name that Undertow knows
     */
    private record Line(Optional<HttpString> known, String rawName, String value) {
        static Line of(String name, String value) {
            return new Line(Optional.ofNullable(Headers.fromCache(name)), name, value);
        }

        /** As the parser makes it: a name that Undertow does not know is another object in each request. */
        HttpString name() {
            return known.isPresent() ? known.get() : new HttpString(rawName);
        }
    }
}
