package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.SelfSigned;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Quarkus application behind a proxy, on Quarkus's own port: what its resources see of requests. */
class OwnPortIT {
    private static final String TOKEN = "0123456789abcdef";
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String HOST = "shop.internal";

    @TempDir private static Path directory;
    private static SelfSigned identity;

    @AutoClose private static QuarkusProcess quarkus;

    @BeforeAll
    static void start() {
        identity = SelfSigned.create("localhost", directory);
        quarkus =
                QuarkusProcess.start(
                        "breakwater.trusted-proxies=127.0.0.1, 10.0.0.0/8",
                        "breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Port, X-Forwarded-Prefix",
                        "breakwater.explain-token=" + TOKEN,
                        "quarkus.http.access-log.enabled=true",
                        "quarkus.http.access-log.pattern=accessed %h %{i,Host} %R",
                        "quarkus.http.ssl-port=0",
                        "quarkus.http.insecure-requests=enabled",
                        "quarkus.http.ssl.certificate.files=" + identity.certificate(),
                        "quarkus.http.ssl.certificate.key-files=" + identity.key());
    }

    /**
     * A request and what the application sees.
     *
     * @param headers lines, separated by vertical bars
     * @param seen parts of its answer
     */
    record Row(String name, String from, String headers, String... seen) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "without forwarding headers a request is what it seems",
                        PROXY,
                        "A: b",
                        "\"remote\":\"127.0.0.1\"",
                        "\"absolute\":\"http://shop.internal/seen?q=1\"",
                        "\"verdict\":\"direct\""),
                new Row( // S1
                        "what a stranger forges is not believed, and not seen",
                        STRANGER,
                        "X-Forwarded-For: 198.51.100.66|X-Forwarded-Proto: https|X-Forwarded-Host: evil.example|X-Forwarded-Prefix: /evil|Forwarded: for=198.51.100.66;host=evil.example|X_Forwarded_For: 198.51.100.66|X-Real-IP: 198.51.100.66",
                        "\"remote\":\"127.0.0.2\"",
                        "\"scheme\":\"http\"",
                        "\"absolute\":\"http://shop.internal/seen?q=1\"",
                        "\"headers\":{\"host\":[\"shop.internal\"]}",
                        "\"verdict\":\"untrusted\""),
                new Row(
                        "of a chain counts what the proxies added, not what the client wrote",
                        PROXY,
                        "X-Forwarded-For: 127.0.0.1, 203.0.113.5, 10.0.0.9",
                        "\"remote\":\"203.0.113.5\"",
                        "\"x-forwarded-for\":[\"203.0.113.5, 10.0.0.9\"]"),
                new Row(
                        "a second line of a header continues the first",
                        PROXY,
                        "X-Forwarded-For: 127.0.0.1|X-Forwarded-For: 203.0.113.5",
                        "\"remote\":\"203.0.113.5\"",
                        "\"x-forwarded-for\":[\"203.0.113.5\"]"),
                new Row(
                        "scheme, host and prefix are the client's in every way to look at them",
                        PROXY,
                        "X-Forwarded-For: 203.0.113.5|X-Forwarded-Proto: https|X-Forwarded-Host: www.example.com|X-Forwarded-Prefix: /shop",
                        "\"scheme\":\"https\"",
                        "\"secure\":true",
                        "\"host\":\"www.example.com\"",
                        "\"path\":\"/seen\"",
                        "\"uri\":\"/shop/seen?q=1\"",
                        "\"absolute\":\"https://www.example.com/shop/seen?q=1\"",
                        "\"uriInfo\":\"https://www.example.com/shop/seen?q=1\"",
                        "\"url\":\"https://www.example.com/shop/seen?q=1\"",
                        "\"link\":\"https://www.example.com/shop/orders/7\"",
                        "\"host\":[\"www.example.com\"]",
                        "\"verdict\":\"forwarded\""),
                new Row(
                        "a forwarded port is that of the URL",
                        PROXY,
                        "X-Forwarded-Host: www.example.com|X-Forwarded-Port: 8443|X-Forwarded-Proto: https",
                        "\"absolute\":\"https://www.example.com:8443/seen?q=1\"",
                        "\"host\":[\"www.example.com:8443\"]"),
                new Row(
                        "an IPv6 client",
                        PROXY,
                        "X-Forwarded-For: \"[2001:db8::1]:4711\"",
                        "\"remote\":\"2001:db8:0:0:0:0:0:1\""),
                new Row(
                        "a header of a trusted proxy that was not chosen is removed",
                        PROXY,
                        "X-Forwarded-For: 203.0.113.5|Forwarded: for=198.51.100.66",
                        "\"remote\":\"203.0.113.5\"",
                        "\"headers\":{\"host\":[\"shop.internal\"],\"x-forwarded-for\":[\"203.0.113.5\"]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void what_the_application_sees(Row row) {
        RawResponse answer =
                RawClient.get(
                        row.from, quarkus.port(), HOST, "/seen?q=1", row.headers.split("\\|"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(row.seen);
    }

    @Test
    void a_malformed_header_of_a_trusted_proxy_is_400_and_its_value_not_told() {
        RawResponse answer =
                RawClient.get(PROXY, quarkus.port(), HOST, "/seen", "X-Forwarded-For: <script>");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Connection")).contains("close");
        assertThat(answer.text()).contains("Header \"X-Forwarded-For\" malformed.");
        assertThat(answer.text()).doesNotContain("script");
    }

    @Test
    void a_malformed_header_of_a_stranger_is_only_removed() {
        assertThat(
                        RawClient.get(
                                        STRANGER,
                                        quarkus.port(),
                                        HOST,
                                        "/seen",
                                        "X-Forwarded-For: <script>")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void each_request_of_a_connection_is_decided_by_itself() {
        try (RawClient client = RawClient.connect(quarkus.port())) {
            assertThat(client.get(HOST, "/seen", "X-Forwarded-For: 203.0.113.5").text())
                    .contains("\"remote\":\"203.0.113.5\"");
            assertThat(client.get(HOST, "/seen", "X-Forwarded-For: 203.0.113.6").text())
                    .contains("\"remote\":\"203.0.113.6\"");
            assertThat(client.get(HOST, "/seen").text()).contains("\"remote\":\"127.0.0.1\"");
        }
    }

    @Test
    void pipelined_requests_are_decided_each_by_itself() {
        String request =
                "GET /seen HTTP/1.1\r\nHost: shop.internal\r\nX-Forwarded-For: 203.0.113.%d\r\n\r\n";
        try (RawClient client = RawClient.connect(quarkus.port())) {
            client.send(request.formatted(7) + request.formatted(8));
            assertThat(client.read().text()).contains("\"remote\":\"203.0.113.7\"");
            assertThat(client.read().text()).contains("\"remote\":\"203.0.113.8\"");
        }
    }

    @Test
    void the_authority_of_a_target_counts_instead_of_Host() {
        assertThat(
                        RawClient.get(quarkus.port(), "other.example", "http://shop.internal/seen")
                                .text())
                .contains(
                        "\"absolute\":\"http://shop.internal/seen\"",
                        "\"host\":[\"shop.internal\"]");
    }

    @Test
    void a_body_arrives_whole() {
        String body = "x".repeat(300_000);
        try (RawClient client = RawClient.connect(quarkus.port())) {
            client.send(
                    "POST /length HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.5\r\nContent-Length: 300000\r\n\r\n");
            assertThat(client.send(body).read().text()).isEqualTo("300000");
        }
    }

    @Test
    void redirects_lead_to_the_public_host() {
        RawResponse answer =
                RawClient.get(
                        quarkus.port(),
                        HOST,
                        "/where",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: www.example.com");
        assertThat(answer.header("Location")).contains("https://www.example.com/there");
    }

    @Test
    void who_has_the_token_is_told_the_decision() {
        RawResponse answer =
                RawClient.get(
                        quarkus.port(),
                        HOST,
                        "/seen",
                        "X-Forwarded-For: 203.0.113.5",
                        "Breakwater-Explain: " + TOKEN);
        assertThat(answer.header("Breakwater-Decision").orElseThrow())
                .contains("\"verdict\":\"forwarded\"", "\"node\":\"203.0.113.5\"");
        assertThat(answer.text()).doesNotContain(TOKEN);
    }

    @Test
    void nobody_else_is_told_the_decision() {
        RawResponse answer =
                RawClient.get(
                        quarkus.port(), HOST, "/seen", "Breakwater-Explain: 0123456789abcdeX");
        assertThat(answer.header("Breakwater-Decision")).isEmpty();
        assertThat(answer.text()).doesNotContain("0123456789abcdeX");
    }

    @Test
    void the_access_log_has_the_client_once() {
        RawClient.get(
                quarkus.port(),
                HOST,
                "/seen",
                "X-Forwarded-For: 203.0.113.77",
                "X-Forwarded-Host: logged.example");
        assertThat(quarkus.awaitOutput("accessed .* logged.example"))
                .contains("accessed 203.0.113.77");
    }

    @Test
    void a_websocket_knows_its_client() throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("X-Forwarded-For", "203.0.113.5")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "www.example.com")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + quarkus.port() + "/echo"),
                                new Collecting(messages))
                        .get(10, TimeUnit.SECONDS);
        assertThat(messages.poll(10, TimeUnit.SECONDS))
                .isEqualTo("https://www.example.com/echo 203.0.113.5");
        socket.sendText("again", true);
        assertThat(messages.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
        socket.abort();
    }

    /** Collects messages. */
    record Collecting(BlockingQueue<String> messages) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            messages.add(text.toString());
            socket.request(1);
            return null;
        }
    }

    @Test
    void http_2_over_tls_is_decided_like_any() throws Exception {
        KeyStore trusted =
                KeyStore.getInstance(
                        directory.resolve("identity.p12").toFile(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trusted.setCertificateEntry("localhost", trusted.getCertificate("server"));
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> answer =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_2)
                        .build()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "https://localhost:"
                                                                + quarkus.tlsPort()
                                                                + "/seen"))
                                        .header("X-Forwarded-For", "127.0.0.1, 203.0.113.5")
                                        .header("X-Forwarded-Host", "www.example.com")
                                        .header("X-Real-IP", "198.51.100.66")
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body())
                .contains(
                        "\"version\":\"h2\"",
                        "\"remote\":\"203.0.113.5\"",
                        "\"absolute\":\"https://www.example.com/seen\"",
                        "\"host\":[\"www.example.com\"]")
                .doesNotContain("198.51.100.66");
    }

    /** What comes through a proxy that lets that pass would be its client's word. */
    @Test
    void nobody_changes_over_to_http_2_without_tls() {
        RawResponse answer =
                RawClient.get(
                        quarkus.port(),
                        HOST,
                        "/seen",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"version\":\"http/1.1\"");
    }
}
