package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.ApacheModWsgi;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.EmbeddedTomcat;
import io.breakwater.testsuite.peers.Gunicorn;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.Node;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.Uvicorn;
import io.breakwater.testsuite.peers.Waitress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runnable jar in front of the servers that are found behind proxies: bodies, redirects, cookies, one connection for many requests. */
class UpstreamKindsTest {
    private static final String HOST = "www.example.com";
    private static final String BODY = "0123456789abcdef".repeat(20_000);
    private static final int REQUESTS = 20;

    /** mod_wsgi answers chunked bodies with 411 unless it is told to take them: that goes back as it is (P-19). */
    private static final Map<String, Integer> REFUSE_CHUNKED = Map.of("mod_wsgi", 411);

    @AutoClose private static Nginx nginx;
    @AutoClose private static ApacheModWsgi modWsgi;
    @AutoClose private static Gunicorn sync;
    @AutoClose private static Gunicorn gthread;
    @AutoClose private static Gunicorn unix;
    @AutoClose private static Waitress waitress;
    @AutoClose private static Uvicorn uvicorn;
    @AutoClose private static EmbeddedTomcat tomcat;
    @AutoClose private static Node node;
    @AutoClose private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start() {
        Map<String, String> upstreams = new LinkedHashMap<>();
        upstreams.put("nginx", (nginx = Nginx.files(Map.of("index.html", BODY))).url());
        upstreams.put("mod_wsgi", (modWsgi = ApacheModWsgi.start()).url());
        upstreams.put("gunicorn-sync", (sync = Gunicorn.start("sync")).url());
        upstreams.put("gunicorn-gthread", (gthread = Gunicorn.start("gthread")).url());
        unix = Gunicorn.onUnixSocket();
        upstreams.put("gunicorn-unix", "unix:" + unix.socket() + "|" + unix.url());
        upstreams.put("waitress", (waitress = Waitress.start()).url());
        upstreams.put("uvicorn", (uvicorn = Uvicorn.start()).url());
        upstreams.put("tomcat", (tomcat = EmbeddedTomcat.start()).url());
        upstreams.put("node", (node = Node.start()).url());
        List<String> options = new ArrayList<>();
        upstreams.forEach(
                (name, url) ->
                        options.addAll(List.of("--proxy-mount-point", "/" + name + "/", url)));
        breakwater = BreakwaterProcess.startServer(options.toArray(String[]::new));
    }

    private static RawClient client() {
        return RawClient.connect(breakwater.port());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "mod_wsgi",
                "gunicorn-sync",
                "gunicorn-gthread",
                "gunicorn-unix",
                "waitress",
                "uvicorn",
                "tomcat",
                "node"
            })
    @DisplayName("an application gets whole bodies and its answers come back under the mount")
    void application(String name) {
        String mount = "/" + name;
        try (RawClient client = client()) {
            String head = "POST " + mount + "/echo-body HTTP/1.1\r\nHost: " + HOST + "\r\n";
            client.send(head + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(client.read().text()).isEqualTo(BODY);

            client.send(head + "Transfer-Encoding: chunked\r\n\r\n");
            client.send(Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n");
            RawResponse chunked = client.read();
            assertThat(chunked.status()).isEqualTo(REFUSE_CHUNKED.getOrDefault(name, 200));
            assertThat(chunked.text().equals(BODY)).isEqualTo(chunked.status() == 200);
        }
        try (RawClient client = client()) {
            assertThat(client.get(HOST, mount + "/redirect-internal").header("Location"))
                    .contains("http://" + HOST + mount + "/target");
            assertThat(client.get(HOST, mount + "/cookie").headers("Set-Cookie"))
                    .contains("session=1; Path=" + mount + "; HttpOnly");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "nginx",
                "mod_wsgi",
                "gunicorn-sync",
                "gunicorn-gthread",
                "gunicorn-unix",
                "waitress",
                "uvicorn",
                "tomcat",
                "node"
            })
    @DisplayName("one connection of a client is good for many requests, HEAD among them")
    void manyRequests(String name) {
        try (RawClient client = client()) {
            for (int i = 0; i < REQUESTS; i++) {
                String target = "/" + name + "/";
                assertThat(client.get(HOST, target).status()).isEqualTo(200);
                client.send("HEAD " + target + " HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
                assertThat(client.readHead().status()).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("nginx's files come whole")
    void files() {
        assertThat(RawClient.get(breakwater.port(), HOST, "/nginx/").text()).isEqualTo(BODY);
        assertThat(RawClient.get(breakwater.port(), HOST, "/nginx/none").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("P-9: uvicorn's WebSocket echoes")
    void webSocket() throws Exception {
        CompletableFuture<String> echoed = new CompletableFuture<>();
        URI uri = URI.create("ws://127.0.0.1:" + breakwater.port() + "/uvicorn/socket");
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(uri, new FirstText(echoed))
                        .get(10, TimeUnit.SECONDS);
        socket.sendText("a message", true).get(10, TimeUnit.SECONDS);
        assertThat(echoed.get(10, TimeUnit.SECONDS)).isEqualTo("a message");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    }

    private record FirstText(CompletableFuture<String> text) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return null;
        }
    }
}
