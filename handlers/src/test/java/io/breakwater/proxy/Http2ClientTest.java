package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-18: clients that speak HTTP/2 to this server, and HTTP/1.1 behind it. */
class Http2ClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    }

    private static HttpRequest.Builder request(Front front, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + front.authority() + path))
                .timeout(PATIENCE);
    }

    /** The first exchange of a connection is HTTP/1.1 with an upgrade; what counts comes after it. */
    private static void upgrade(HttpClient client, Front front) throws Exception {
        HttpResponse<String> answer =
                client.send(request(front, "/").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    @DisplayName(
            "a request reaches the upstream as HTTP/1.1, a response that is not for HTTP/2 is made so")
    void relays() throws Exception {
        String answer =
                ScriptedUpstream.ok(
                        "fine",
                        "Connection: close, X-Foo",
                        "X-Foo: 1",
                        "Proxy-Connection: close",
                        "TE: x",
                        "X-Bar: 2");
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(answer);
                Front front = new Front(Breakwater.builder().mount("/", upstream.url()), true)) {
            HttpClient client = client();
            upgrade(client, front);
            upstream.request();
            HttpResponse<String> response =
                    client.send(
                            request(front, "/x?y").header("X-Forwarded-For", "6.6.6.6").build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("fine");
            assertThat(response.headers().map())
                    .containsKey("x-bar")
                    .doesNotContainKeys("x-foo", "proxy-connection", "te", "connection");
            Message seen = upstream.request();
            assertThat(seen.startLine()).isEqualTo("GET /x?y HTTP/1.1");
            assertThat(seen.field("Host")).isEqualTo(upstream.authority());
            assertThat(seen.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(seen.field("X-Forwarded-Host")).isEqualTo(front.authority());
            assertThat(seen.field("Via")).isEqualTo("2.0 breakwater");
        }
    }

    @Test
    @DisplayName("bodies of many streams at once do not get mixed up")
    void manyStreams() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: "
                                                        + request.body().length
                                                        + "\r\n\r\n");
                                        conversation.wire().send(request.body());
                                    }
                                });
                Front front = new Front(Breakwater.builder().mount("/", upstream.url()), true)) {
            HttpClient client = client();
            upgrade(client, front);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String body = (i + " ").repeat(100_000);
                answers.add(
                        client.sendAsync(
                                request(front, "/" + i)
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i).get().body()).isEqualTo((i + " ").repeat(100_000));
            }
        }
    }

    @Test
    @DisplayName("a body that is cut off ends its stream with an error, and no other stream")
    void cutBody() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        if (conversation.request().target().equals("/cut")) {
                                            conversation.send(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                                            return;
                                        }
                                        conversation.send(ScriptedUpstream.ok("whole"));
                                    }
                                });
                Front front = new Front(Breakwater.builder().mount("/", upstream.url()), true)) {
            HttpClient client = client();
            upgrade(client, front);
            assertThatThrownBy(
                            () ->
                                    client.send(
                                            request(front, "/cut").build(),
                                            HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(
                            client.send(
                                            request(front, "/x").build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body())
                    .isEqualTo("whole");
        }
    }

    @Test
    @DisplayName("a failure of the upstream is an answer like any other")
    void failure() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Message request = conversation.request();
                                    if (!request.target().equals("/close")) {
                                        conversation.send(ScriptedUpstream.ok("fine"));
                                    }
                                });
                Front front = new Front(Breakwater.builder().mount("/", upstream.url()), true)) {
            HttpClient client = client();
            upgrade(client, front);
            HttpResponse<String> answer =
                    client.send(
                            request(front, "/close").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("proxy-status"))
                    .contains("breakwater; error=connection_terminated");
        }
    }
}
