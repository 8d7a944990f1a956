package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.RawUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Breakwater as a proxy in the same process, before Quarkus's own port and another server. */
class FrontIT {
    @AutoClose private static RawUpstream legacy;
    @AutoClose private static QuarkusProcess quarkus;

    @BeforeAll
    static void start() {
        legacy = RawUpstream.start();
        legacy.answer(
                "/old",
                "HTTP/1.1 302 Found\r\nLocation: "
                        + legacy.url()
                        + "new\r\nSet-Cookie: id=1; Path=/\r\nContent-Length: 0\r\n\r\n");
        int port = QuarkusProcess.freePort();
        quarkus =
                QuarkusProcess.start(
                        "quarkus.http.port=" + port,
                        "breakwater.listen=127.0.0.1:0",
                        "breakwater.trusted-proxies=127.0.0.1",
                        "breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Port",
                        "breakwater.mounts.legacy.path=/legacy/",
                        "breakwater.mounts.legacy.upstream=" + legacy.url(),
                        "breakwater.mounts.application.path=/",
                        "breakwater.mounts.application.upstream=http://127.0.0.1:" + port + "/");
    }

    @Test
    void the_application_sees_the_client_through_the_front() {
        RawResponse answer =
                RawClient.get(
                        quarkus.frontPort(),
                        "front.internal",
                        "/seen",
                        "X-Forwarded-For: 198.51.100.66, 203.0.113.5",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: www.example.com");
        assertThat(answer.text())
                .contains(
                        "\"remote\":\"203.0.113.5\"",
                        "\"absolute\":\"https://www.example.com/seen\"",
                        "\"verdict\":\"forwarded\"");
    }

    @Test
    void a_stranger_at_the_front_is_whom_it_seems() {
        RawResponse answer =
                RawClient.get(
                        "127.0.0.2",
                        quarkus.frontPort(),
                        "www.example.com",
                        "/seen",
                        "X-Forwarded-For: 198.51.100.66",
                        "X-Forwarded-Proto: https");
        assertThat(answer.text())
                .contains(
                        "\"remote\":\"127.0.0.2\"", "\"absolute\":\"http://www.example.com/seen\"");
    }

    @Test
    void redirects_and_cookies_of_a_mount_come_back_under_it() {
        RawResponse answer = RawClient.get(quarkus.frontPort(), "www.example.com", "/legacy/old");
        assertThat(answer.header("Location")).contains("http://www.example.com/legacy/new");
        assertThat(answer.header("Set-Cookie").orElseThrow()).contains("Path=/legacy");
    }

    @Test
    void the_log_tells_of_the_start_once() {
        quarkus.awaitOutput("Breakwater listens on");
        assertThat(quarkus.output().split(": mode enforce, trusts 127.0.0.1", -1)).hasSize(2);
        assertThat(quarkus.output())
                .containsPattern(
                        "Breakwater .* with Quarkus on Vert.x .* and Undertow .*: mode enforce");
    }

    @Test
    void a_websocket_passes() throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("X-Forwarded-For", "203.0.113.5")
                        .header("X-Forwarded-Host", "www.example.com")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + quarkus.frontPort() + "/echo"),
                                new OwnPortIT.Collecting(messages))
                        .get(10, TimeUnit.SECONDS);
        assertThat(messages.poll(10, TimeUnit.SECONDS))
                .isEqualTo("http://www.example.com/echo 203.0.113.5");
        socket.sendText("again", true);
        assertThat(messages.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
        socket.abort();
    }
}
