package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an application behind a trusted proxy sees, and what a stranger can make it see. 127.0.0.1 is the proxy, 127.0.0.2 a stranger. */
class TrustedProxyHandlerTest {
    private static final String[] FOUR = {
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port"
    };
    private static final String[] FORWARDED_REQUEST = {
        "GET /cart?a=b HTTP/1.1",
        "Host: backend.internal:8000",
        "X-Forwarded-For: 1.1.1.1, 203.0.113.5",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: www.example.com",
        "X-Forwarded-Port: 8443",
        "X-Real-IP: 9.9.9.9"
    };

    private static LiveServer behindProxy(UnaryOperator<BreakwaterBuilder> more) {
        BreakwaterBuilder builder =
                Breakwater.builder().trustedProxies("127.0.0.1").trustedProxyHeaders(FOUR);
        return new LiveServer(more.apply(builder).build(LiveServer::application));
    }

    @Test
    void the_application_sees_the_client_that_a_trusted_proxy_tells() throws IOException {
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(server.send(FORWARDED_REQUEST))
                    .contains("client=203.0.113.5 0\n") // B-9, and B-16: never the proxy's port
                    .contains("url=https://www.example.com:8443/cart\n")
                    .contains("secure=true\n")
                    .contains("verdict=forwarded\n")
                    .contains("X-Forwarded-For: 203.0.113.5\n") // B-16: what the client forged is
                    // gone
                    .contains("X-Forwarded-Host: www.example.com:8443\n")
                    .doesNotContain("X-Real-IP") // B-7: not chosen
                    .doesNotContain("1.1.1.1");
        }
    }

    @Test
    void the_same_headers_of_a_stranger_change_nothing_and_are_removed()
            throws IOException { // S2, S23
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(server.sendFrom("127.0.0.2", FORWARDED_REQUEST))
                    .contains("client=127.0.0.2 ")
                    .contains("url=http://backend.internal:8000/cart\n")
                    .contains("secure=false\n")
                    .contains("verdict=untrusted\n")
                    .doesNotContain("X-Forwarded")
                    .doesNotContain("X-Real-IP");
        }
    }

    @Test
    void aliases_that_other_software_reads_as_forwarding_headers_are_removed_from_everybody()
            throws IOException {
        String[] request = {
            "GET / HTTP/1.1",
            "Host: h",
            "X_Forwarded_For: 6.6.6.6",
            "X.Real.IP: 6.6.6.6",
            "x-forwarded-FOR: 203.0.113.5"
        };
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(server.send(request))
                    .contains("client=203.0.113.5 0\n")
                    .doesNotContain("6.6.6.6");
            assertThat(server.sendFrom("127.0.0.2", request))
                    .contains("client=127.0.0.2 ")
                    .doesNotContain("6.6.6.6");
        }
    }

    @Test
    void a_malformed_header_of_a_trusted_proxy_is_400_and_closes_without_echo()
            throws IOException { // B-14
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(server.send("GET / HTTP/1.1", "Host: h", "X-Forwarded-For: <script>"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Connection: close")
                    .contains("Header \"X-Forwarded-For\" malformed.")
                    .doesNotContain("script");
        }
    }

    @Test
    void a_malformed_header_of_a_stranger_is_only_removed()
            throws IOException { // B-14: a 400 would tell who is trusted
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(
                            server.sendFrom(
                                    "127.0.0.2",
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-For: <script>"))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("script");
        }
    }

    @Test
    void a_second_handler_leaves_the_decision_alone() throws IOException { // B-17
        Breakwater inner =
                Breakwater.builder()
                        .trustedProxies("203.0.113.5")
                        .trustedProxyHeaders(FOUR)
                        .build(LiveServer::application);
        Breakwater outer =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(FOUR)
                        .build(inner);
        try (LiveServer server = new LiveServer(outer)) {
            assertThat(server.send(FORWARDED_REQUEST))
                    .contains("client=203.0.113.5 0\n")
                    .contains("X-Forwarded-For: 203.0.113.5\n");
        }
    }

    @Test
    void a_source_address_that_was_rewritten_before_is_refused() throws IOException { // B-25
        Breakwater breakwater =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(FOUR)
                        .build(LiveServer::application);
        try (LiveServer server = new LiveServer(Handlers.proxyPeerAddress(breakwater))) {
            assertThat(server.send(FORWARDED_REQUEST))
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("client=");
            assertThat(server.send("GET / HTTP/1.1", "Host: h")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void a_source_address_that_is_rewritten_later_on_a_connection_is_put_right()
            throws IOException { // B-1, B-25
        Breakwater breakwater = Breakwater.builder().build(LiveServer::application);
        HttpHandler credulous =
                exchange -> {
                    if (exchange.getRequestHeaders().contains("X-Office")) {
                        exchange.setSourceAddress(new InetSocketAddress("192.0.2.66", 0));
                    }
                    breakwater.handleRequest(exchange);
                };
        try (LiveServer server = new LiveServer(credulous)) {
            assertThat(server.send("GET / HTTP/1.1", "Host: h", "X-Office: 1"))
                    .startsWith("HTTP/1.1 500 ");
            assertThat(
                            server.sendRaw(
                                    "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
                                            + "GET / HTTP/1.1\r\nHost: h\r\nX-Office: 1\r\nConnection: close\r\n\r\n"))
                    .contains("X-Office: 1\n")
                    .contains("client=127.0.0.1 ")
                    .doesNotContain("192.0.2.66");
        }
    }

    @Test
    void observing_changes_nothing_and_tells_the_decision() throws IOException { // B-26
        try (LiveServer server = behindProxy(b -> b.set("mode", "observe"))) {
            assertThat(server.send(FORWARDED_REQUEST))
                    .contains("client=127.0.0.1 ")
                    .contains("url=http://backend.internal:8000/cart\n")
                    .contains("verdict=forwarded\n")
                    .contains("X-Real-IP: 9.9.9.9\n");
            assertThat(server.send("GET / HTTP/1.1", "Host: h", "X-Forwarded-For: ?"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("verdict=malformed\n");
        }
    }

    @Test
    void not_stripping_is_still_not_believing() throws IOException { // B-7
        try (LiveServer server = behindProxy(b -> b.set("strip-untrusted", "false"))) {
            assertThat(server.sendFrom("127.0.0.2", FORWARDED_REQUEST))
                    .contains("client=127.0.0.2 ")
                    .contains("X-Real-IP: 9.9.9.9\n");
        }
    }

    @Test
    void the_authority_of_a_whole_url_counts_before_host_and_is_rewritten_too()
            throws IOException { // B-16, RFC 9112 section 3.2.2
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(
                            server.send(
                                    "GET http://h/x HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-Host: www.example.com",
                                    "X-Forwarded-Proto: https"))
                    .contains("url=https://www.example.com/x\n");
            assertThat(
                            server.sendFrom(
                                    "127.0.0.2",
                                    "GET http://h/x HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-Host: evil"))
                    .contains("url=http://h/x\n");
        }
    }

    @Test
    void url_scheme_stands_in_until_a_trusted_proxy_tells_another() throws IOException { // B-19
        try (LiveServer server = behindProxy(b -> b.set("url-scheme", "https"))) {
            assertThat(server.sendFrom("127.0.0.2", "GET /x HTTP/1.1", "Host: h"))
                    .contains("url=https://h/x\n");
            assertThat(server.send("GET /x HTTP/1.1", "Host: h", "X-Forwarded-Proto: http"))
                    .contains("url=http://h/x\n")
                    .contains("secure=false");
        }
    }

    @Test
    void http_told_by_a_trusted_proxy_takes_back_what_marked_the_request_secure()
            throws IOException { // B-15
        Breakwater breakwater =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(FOUR)
                        .build(LiveServer::application);
        HttpHandler marking =
                exchange -> {
                    exchange.putAttachment(
                            io.undertow.server.HttpServerExchange.SECURE_REQUEST, true);
                    exchange.setRequestScheme("https");
                    breakwater.handleRequest(exchange);
                };
        try (LiveServer server = new LiveServer(marking)) {
            assertThat(server.send("GET / HTTP/1.1", "Host: h", "X-Forwarded-Proto: http"))
                    .contains("secure=false\n");
        }
    }

    @Test
    void a_forwarded_prefix_is_shown_and_never_dispatched() throws IOException { // B-18, S25
        try (LiveServer server = behindProxy(b -> b.trustedProxyHeaders("X-Forwarded-Prefix"))) {
            assertThat(server.send("GET /x HTTP/1.1", "Host: h", "X-Forwarded-Prefix: /shop/"))
                    .contains("public=/shop|/x\n")
                    .contains("path=|/x\n")
                    .doesNotContain("X-Forwarded-Prefix");
            assertThat(
                            server.sendFrom(
                                    "127.0.0.2",
                                    "GET /x HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-Prefix: /shop"))
                    .contains("public=|/x\n");
        }
    }

    @Test
    void requests_on_one_connection_are_decided_one_by_one()
            throws IOException { // B-5: only the peer is remembered
        HttpHandler application =
                exchange -> {
                    exchange.getResponseHeaders()
                            .put(
                                    Headers.SERVER,
                                    Decision.of(exchange).map(Decision::verdict).orElse(""));
                    exchange.endExchange();
                };
        Breakwater breakwater =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(FOUR)
                        .build(application);
        try (LiveServer server = new LiveServer(breakwater)) {
            String pipelined =
                    server.send(
                            "GET /1 HTTP/1.1",
                            "Host: h",
                            "X-Forwarded-For: 203.0.113.5",
                            "",
                            "GET /2 HTTP/1.1",
                            "Host: h",
                            "",
                            "GET /3 HTTP/1.1",
                            "Host: h",
                            "X-Forwarded-For: 203.0.113.6");
            assertThat(pipelined.lines().filter(line -> line.startsWith("Server:")))
                    .containsExactly("Server: forwarded", "Server: direct", "Server: forwarded");
        }
    }

    @Test
    void a_request_with_the_token_gets_its_decision_and_no_application_sees_the_token()
            throws IOException { // B-20
        String[] request = {
            "GET / HTTP/1.1",
            "Host: h",
            "X-Forwarded-For: 203.0.113.5",
            "Breakwater-Explain: an-operators-secret"
        };
        try (LiveServer server = behindProxy(b -> b.set("explain-token", "an-operators-secret"))) {
            assertThat(server.send(request))
                    .contains(
                            "Breakwater-Decision: {\"schema\":1,\"verdict\":\"forwarded\",\"peer\":\"127.0.0.1:")
                    .doesNotContain("operators");
            request[3] = "Breakwater-Explain: guessed";
            assertThat(server.send(request))
                    .doesNotContain("Breakwater-Decision")
                    .doesNotContain("guessed");
        }
        try (LiveServer server = behindProxy(UnaryOperator.identity())) {
            assertThat(server.send(request))
                    .doesNotContain("Breakwater-Decision")
                    .doesNotContain("guessed");
        }
    }
}
