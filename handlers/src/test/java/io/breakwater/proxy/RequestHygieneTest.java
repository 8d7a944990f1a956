package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.breakwater.options.UpstreamOptions.ForwardedStyle;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-5 to P-9: what an upstream is told, and what no client can make it believe. */
class RequestHygieneTest {
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("fine"));
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    private Message received(Front front, String requestLine, String... headerLines)
            throws Exception {
        Message answer = front.ask(requestLine, headerLines);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return upstream.request();
    }

    @Test
    @DisplayName(
            "P-6: an untrusted peer's request carries the peer alone, and all that is known of what it asked")
    void addsForwarding() throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            Message seen = received(front, "GET /api/users?a=1", "Host: www.example.com:8080");
            assertThat(seen.startLine()).isEqualTo("GET /users?a=1 HTTP/1.1");
            assertThat(seen.field("Host")).isEqualTo(upstream.authority());
            assertThat(seen.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(seen.field("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(seen.field("X-Forwarded-Scheme")).isEqualTo("http");
            assertThat(seen.field("X-Forwarded-Host")).isEqualTo("www.example.com:8080");
            assertThat(seen.field("X-Forwarded-Port")).isEqualTo("8080");
            assertThat(seen.field("X-Forwarded-Prefix")).isEqualTo("/api");
            assertThat(seen.has("X-Forwarded-Server")).isTrue();
            assertThat(seen.field("Via")).isEqualTo("1.1 breakwater");
            assertThat(seen.has("Forwarded")).isFalse();
        }
    }

    @Test
    @DisplayName(
            "P-6: a trusted peer's chain is told with the peer behind it, and what it said of scheme and host")
    void tellsTrustedChain() throws Exception {
        BreakwaterBuilder builder =
                Breakwater.builder()
                        .trustedProxies("loopback", "10.0.0.0/8")
                        .trustedProxyHeaders(
                                "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host")
                        .serverName("www.example.com")
                        .mount("/api/", upstream.url());
        try (Front front = new Front(builder)) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "X-Forwarded-For: 6.6.6.6, 203.0.113.5, 10.0.0.9",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Host: www.example.com");
            assertThat(seen.field("X-Forwarded-For")).isEqualTo("203.0.113.5, 10.0.0.9, 127.0.0.1");
            assertThat(seen.field("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(seen.field("X-Forwarded-Host")).isEqualTo("www.example.com");
            assertThat(seen.field("X-Forwarded-Port")).isEqualTo("443");
            assertThat(seen.field("X-Forwarded-Server")).isEqualTo("www.example.com");
        }
    }

    @Test
    @DisplayName("P-6: what a stranger says of itself is replaced, in every spelling")
    void replacesSpoofed() throws Exception { // S3, S17, S20
        try (Front front = Front.mounted("/api/", upstream)) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "X-Forwarded-For: 6.6.6.6",
                            "X-Forwarded-For: 7.7.7.7",
                            "X_Forwarded_For: 6.6.6.6",
                            "X.Forwarded.For: 6.6.6.6",
                            "X-Forwarded-Host: evil",
                            "X-Forwarded-Server: evil",
                            "X-Forwarded-Port: 666",
                            "X-Forwarded-Scheme: https",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Prefix: /evil",
                            "X-Forwarded-User: root",
                            "Forwarded: for=6.6.6.6",
                            "X-Real-IP: 6.6.6.6",
                            "X-SSL-Client-Verify: SUCCESS",
                            "X-Original-URL: /admin",
                            "Proxy: http://evil/",
                            "X-Own: kept");
            assertThat(seen.toString())
                    .doesNotContain(
                            "6.6.6.6", "7.7.7.7", "evil", "666", "root", "SUCCESS", "admin");
            assertThat(seen.field("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(seen.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(seen.field("X-Own")).isEqualTo("kept");
        }
    }

    @Test
    @DisplayName("P-6: rfc7239 tells the same in one field and leaves the others out")
    void tellsForwarded() throws Exception {
        try (Front front =
                Front.mounted("/api/", upstream, r -> r.forwarded(ForwardedStyle.RFC7239))) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "Host: www.example.com:8080",
                            "X-Forwarded-For: 6.6.6.6");
            assertThat(seen.field("Forwarded"))
                    .isEqualTo("for=127.0.0.1;host=\"www.example.com:8080\";proto=http");
            assertThat(seen.has("X-Forwarded-For")).isFalse();
            assertThat(seen.has("X-Forwarded-Host")).isFalse();
            assertThat(seen.has("X-Forwarded-Proto")).isFalse();
            assertThat(seen.has("X-Forwarded-Port")).isFalse();
            assertThat(seen.has("X-Forwarded-Server")).isFalse();
        }
    }

    @Test
    @DisplayName("P-6: none tells nothing, and lets nothing through either")
    void tellsNothing() throws Exception { // S21
        try (Front front =
                Front.mounted("/api/", upstream, r -> r.forwarded(ForwardedStyle.NONE))) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "X-Forwarded-For: 6.6.6.6",
                            "Forwarded: for=6.6.6.6");
            assertThat(seen.headerLines())
                    .noneMatch(
                            line -> line.toLowerCase(java.util.Locale.ROOT).contains("forwarded"));
        }
    }

    @Test
    @DisplayName("P-6: a virtual host has no prefix; its whole path goes to the upstream")
    void virtualHost() throws Exception {
        BreakwaterBuilder builder =
                Breakwater.builder()
                        .mount("/api/", "http://127.0.0.1:1/")
                        .virtualHost("static.example.com", upstream.url());
        try (Front front = new Front(builder)) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "Host: STATIC.example.com.:8080",
                            "X-Forwarded-Prefix: /evil");
            assertThat(seen.target()).isEqualTo("/api/x");
            assertThat(seen.has("X-Forwarded-Prefix")).isFalse();
        }
    }

    @Test
    @DisplayName("P-6: the prefix of the server stands before that of the mount")
    void nestedPrefix() throws Exception {
        BreakwaterBuilder builder =
                Breakwater.builder().urlPrefix("/shop").mount("/api/", upstream.url());
        try (Front front = new Front(builder)) {
            Message seen = received(front, "GET /shop/api/x");
            assertThat(seen.target()).isEqualTo("/x");
            assertThat(seen.field("X-Forwarded-Prefix")).isEqualTo("/shop/api");
        }
    }

    @Test
    @DisplayName("B-19: the prefix of the server alone is the top of the default mount")
    void bareServerPrefix() throws Exception {
        BreakwaterBuilder builder =
                Breakwater.builder().urlPrefix("/shop").mount("/", upstream.url());
        try (Front front = new Front(builder)) {
            assertThat(received(front, "GET /shop?n=1").target()).isEqualTo("/?n=1");
            assertThat(front.ask("OPTIONS *").status()).isEqualTo(204);
        }
    }

    @Test
    @DisplayName("P-7: preserve-host sends the client's Host")
    void preservesHost() throws Exception {
        try (Front front = Front.mounted("/api/", upstream, r -> r.preserveHost(true))) {
            assertThat(received(front, "GET /api/x").field("Host")).isEqualTo("www.example.com");
        }
    }

    @Test
    @DisplayName("P-7: an HTTP/1.0 request without Host gets one, as HTTP/1.1 needs it")
    void http10WithoutHost() throws Exception {
        try (Front front = Front.mounted("/api/", upstream, r -> r.preserveHost(true));
                Wire wire = front.connect()) {
            wire.send("GET /api/x HTTP/1.0\r\n\r\n");
            assertThat(wire.read().status()).isEqualTo(200);
            Message seen = upstream.request();
            assertThat(seen.startLine()).isEqualTo("GET /x HTTP/1.1");
            assertThat(seen.field("Host")).isEqualTo(upstream.authority());
            assertThat(seen.field("X-Forwarded-Host")).isEqualTo(front.authority());
            assertThat(seen.field("Via")).isEqualTo("1.0 breakwater");
        }
    }

    @Test
    @DisplayName("P-5: hop-by-hop fields, and those that Connection names, stay here")
    void removesHopByHop() throws Exception { // S15
        try (Front front = Front.mounted("/api/", upstream)) {
            Message seen =
                    received(
                            front,
                            "GET /api/x",
                            "Connection: keep-alive, X-Secret",
                            "Keep-Alive: timeout=5",
                            "Proxy-Connection: keep-alive",
                            "Proxy-Authorization: Basic x",
                            "TE: trailers, deflate",
                            "Upgrade: h2c",
                            "HTTP2-Settings: AAMAAABkAAQAAP__",
                            "X-Secret: 1",
                            "X-Open: 2");
            assertThat(seen.has("X-Secret")).isFalse();
            assertThat(seen.field("X-Open")).isEqualTo("2");
            for (String name :
                    new String[] {
                        "Keep-Alive",
                        "Proxy-Connection",
                        "Proxy-Authorization",
                        "TE",
                        "Upgrade",
                        "HTTP2-Settings"
                    }) {
                assertThat(seen.has(name)).as(name).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "P-5: Connection: {0} is refused")
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "close, x-forwarded-for",
                "X_Forwarded_Proto",
                "Forwarded",
                "Host",
                "Cookie",
                "Authorization",
                "Content-Length",
                "content-type",
                "Transfer-Encoding",
                "X-Real-IP"
            })
    void refusesNamingProtected(String value) throws Exception { // S15
        try (Front front = Front.mounted("/api/", upstream)) {
            Message answer = front.ask("GET /api/x", "Connection: " + value);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "P-8: {0} {1} is refused with {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TRACE /api/x|X: y|405",
                "head /api/x|X: y|400",
                "Get /api/x|X: y|400",
                "GET /api/x|Expect: 200-maybe|417",
                "POST /api/x|Transfer-Encoding: xchunked|400",
                "POST /api/x|Transfer-Encoding: gzip, chunked|400",
                "POST /api/x|Transfer-Encoding: identity|400",
                "POST /api/x|Content-Length: 18446744073709551621|400",
                "POST /api/x|Content-Length: +5|400",
                "GET /api/x|Via: 1.1 breakwater, 1.1 Breakwater (x)|508",
                "GET /api/../x|X: y|400",
                "GET /api/%2e%2e/x|X: y|400",
                "GET /api/..;/x|X: y|400",
                "GET /api/a%2F..%2Fb|X: y|400",
                "GET /api/a%00|X: y|400",
                "GET /api/a%5Cb|X: y|400",
                "GET /%2e%2e/api/x|X: y|400",
                "GET /elsewhere/../x|X: y|400",
            })
    void refuses(String requestLine, String headerLine, int status) throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            assertThat(front.ask(requestLine, headerLine).status()).isEqualTo(status);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest(
            name = "P-8: {0} closes the connection, so that its body is no second request")
    @ValueSource(
            strings = {
                "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST /api/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /api/x HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void refusesAndCloses(String request) throws Exception {
        try (Front front = Front.mounted("/api/", upstream);
                Wire wire = front.connect()) {
            wire.send(request + "GET /api/second HTTP/1.1\r\nHost: a\r\n\r\n");
            String answers = wire.rest();
            assertThat(answers).matches("(?s)HTTP/1.. 400 .*").doesNotContain(" 200 ");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "P-8: OPTIONS * is answered here, with the mount {0}")
    @ValueSource(strings = {"/", "/api/"})
    void optionsAsterisk(String mount) throws Exception { // S27
        try (Front front = Front.mounted(mount, upstream)) {
            Message answer = front.ask("OPTIONS *");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("Allow")).contains("GET");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest(
            name = "RFC 9110 section 7.6.2: OPTIONS with Max-Forwards: {0} arrives with {1}")
    @CsvSource({"1,0", "10,9", "007,6", "999999999999999999,999999999999999998"})
    void countsForwards(String sent, String arriving) throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            front.ask("OPTIONS /api/x", "Max-Forwards: " + sent);
            assertThat(upstream.request().field("Max-Forwards")).isEqualTo(arriving);
        }
    }

    @ParameterizedTest(
            name = "RFC 9110 section 7.6.2: {0} with Max-Forwards: {1} is answered here with {2}")
    @CsvSource({
        "OPTIONS,0,204",
        "OPTIONS,000,204",
        "TRACE,0,405",
        "TRACE,7,405",
        "OPTIONS,-1,400",
        "OPTIONS,1e3,400",
        "OPTIONS,'1, 1',400",
        "OPTIONS,9999999999999999999,400"
    })
    void lastHop(String method, String count, int status) throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            Message answer = front.ask(method + " /api/x", "Max-Forwards: " + count);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.has("Allow")).isEqualTo(status != 400);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "RFC 9110 section 7.6.2: two Max-Forwards are refused, so that nobody takes the other one")
    void twoCounts() throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            Message answer = front.ask("OPTIONS /api/x", "Max-Forwards: 1", "Max-Forwards: 0");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("RFC 9110 section 7.6.2: with GET, Max-Forwards means nothing and passes")
    void countOfOthers() throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            front.ask("GET /api/x", "Max-Forwards: 0");
            assertThat(upstream.request().field("Max-Forwards")).isEqualTo("0");
        }
    }

    @ParameterizedTest(name = "P-8: CONNECT is refused, with the mount {0}")
    @ValueSource(strings = {"/", "/api/"})
    void connect(String mount) throws Exception { // S27
        try (Front front = Front.mounted(mount, upstream)) {
            Message answer = front.ask("CONNECT example.com:443", "Host: example.com:443");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("P-8: a method that is none of the usual ones is the upstream's to understand")
    void unusualMethod() throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            assertThat(received(front, "m-search /api/x").startLine())
                    .isEqualTo("m-search /x HTTP/1.1");
        }
    }

    @Test
    @DisplayName("P-8: an absolute-form target does not choose the upstream")
    void absoluteForm() throws Exception { // S27
        try (Front front = Front.mounted("/api/", upstream)) {
            Message seen =
                    received(front, "GET http://169.254.169.254/api/x", "Host: 169.254.169.254");
            assertThat(seen.target()).isEqualTo("/x");
            assertThat(seen.field("Host")).isEqualTo(upstream.authority());
        }
    }

    @ParameterizedTest(name = "P-2: {0} becomes {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/api/ /base/",
                "/api/a%2Fb /base/a%2Fb",
                "/api/caf%C3%A9 /base/caf%C3%A9",
                "/api/%ff%fe /base/%ff%fe",
                "/api/x;v=1/y;z=2?q /base/x;v=1/y;z=2?q",
                "/api/[x] /base/[x]",
                "/api//x //",
                "/%61pi/x /base/x",
                "//api/x /base/x",
                "/api/x?a=%20&b=%2e%2e/ /base/x?a=%20&b=%2e%2e/",
                "/api/... /base/...",
            })
    void composesPath(String asked, String expected) throws Exception {
        BreakwaterBuilder builder = Breakwater.builder().mount("/api", upstream.url() + "base/");
        try (Front front = new Front(builder)) {
            assertThat(received(front, "GET " + asked).target())
                    .isEqualTo(expected.equals("//") ? "/base/x" : expected);
        }
    }

    @ParameterizedTest(name = "P-3: {0} {1} redirects with {2} to {3}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /api 302 /api/",
                "HEAD /api 302 /api/",
                "POST /api 307 /api/",
                "GET /api?a=1&b 302 /api/?a=1&b",
                "GET //api 302 /api/",
                "GET /%61pi 302 /api/",
            })
    void redirectsBarePrefix(String method, String path, int status, String location)
            throws Exception {
        for (String spelling : new String[] {"/api", "/api/"}) {
            try (Front front = Front.mounted(spelling, upstream)) {
                Message answer = front.ask(method + " " + path);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.field("Location")).isEqualTo(location);
                assertThat(upstream.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "P-5: Connection: {0} ends the connection after the answer")
    @ValueSource(strings = {"close", "TE, close", "Close , x-custom"})
    void closesIfAsked(String options) throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            assertThat(front.ask("GET /api/x", "Connection: " + options).field("Connection"))
                    .isEqualTo("close");
        }
    }

    @ParameterizedTest(name = "P-1: {0} is not under the mount")
    @ValueSource(strings = {"/", "/apifoo", "/API/x", "/api%2Fx", "/api;v=1/x", "/ap/i"})
    void leavesOthersToApplication(String path) throws Exception {
        try (Front front = Front.mounted("/api/", upstream)) {
            assertThat(front.ask("GET " + path).text()).isEqualTo("application");
        }
    }
}
