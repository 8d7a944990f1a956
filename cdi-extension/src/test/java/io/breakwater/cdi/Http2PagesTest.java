package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P-13 and P-19 for clients that speak HTTP/2 over TLS. */
class Http2PagesTest {
    @TempDir private static Path folder;
    private static Undertow upstream;
    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        Identity identity = Identity.make(folder, "www", "EC", "www.example.com");
        upstream =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(Http2PagesTest::page)
                        .build();
        upstream.start();
        Object address = upstream.getListenerInfo().get(0).getAddress();
        served =
                new Served(
                        exchange -> exchange.setStatusCode(404),
                        "listen-tls",
                        "127.0.0.1:0",
                        "tls.certificate",
                        identity.certificate().toString(),
                        "tls.key",
                        identity.key().toString(),
                        "mounts.app.path",
                        "/app/",
                        "mounts.app.upstream",
                        "http://127.0.0.1:" + ((InetSocketAddress) address).getPort() + "/",
                        "mounts.app.rewrite-html",
                        "true",
                        "mounts.app.error-override",
                        "true",
                        "error-documents.404",
                        "<p>nothing");
    }

    private static void page(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
        switch (exchange.getRequestPath()) {
            case "/page" -> exchange.getResponseSender().send("<a href='/x'>".repeat(10_000));
            case "/no-gzip" -> {
                exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
                exchange.getResponseSender().send("<a href='/x'>");
            }
            default -> {
                exchange.setStatusCode(404);
                exchange.getResponseSender().send("<p>not here at backend.internal");
            }
        }
    }

    @AfterAll
    static void stop() {
        if (served != null) {
            served.close();
        }
        upstream.stop();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer =
                TlsTest.get(
                        "https://localhost:" + served.tlsPort() + path, HttpClient.Version.HTTP_2);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer;
    }

    @Test
    @DisplayName("pages are rewritten")
    void rewritten() throws Exception {
        assertThat(get("/app/page").body()).isEqualTo("<a href='/app/x'>".repeat(10_000));
    }

    @Test
    @DisplayName("errors are replaced")
    void replaced() throws Exception {
        HttpResponse<String> answer = get("/app/missing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("<p>nothing");
    }

    @Test
    @DisplayName("what is said to be gzip and is not is 502")
    void noGzip() throws Exception {
        HttpResponse<String> answer = get("/app/no-gzip");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
        assertThat(answer.body()).doesNotContain("href");
    }
}
