package io.breakwater.testsuite.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-18: bodies are never held, so 64 MB of heap are enough for any. {@code -Dmemory.megabytes=1024} for larger ones. */
class LargeBodiesTest {
    private static final Noise BODY = new Noise(Long.getLong("memory.megabytes", 100) << 20);
    private static final List<String> LITTLE_MEMORY =
            List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m");

    private static HttpServer upstream;
    private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", LargeBodiesTest::answer);
        upstream.start();
        breakwater =
                BreakwaterProcess.startIn(
                        LITTLE_MEMORY,
                        "start-server",
                        "--port",
                        "0",
                        "--proxy-mount-point",
                        "/",
                        "http://127.0.0.1:" + upstream.getAddress().getPort() + "/");
    }

    @AfterAll
    static void stop() {
        breakwater.close();
        upstream.stop(0);
    }

    /** GET brings the bytes, in chunks if asked so; PUT tells the hash of those that came. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("PUT")) {
                byte[] hash = Noise.hashOf(exchange.getRequestBody()).getBytes(US_ASCII);
                exchange.sendResponseHeaders(200, hash.length);
                exchange.getResponseBody().write(hash);
            } else {
                boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
                exchange.sendResponseHeaders(200, chunked ? 0 : BODY.length());
                BODY.writeTo(exchange.getResponseBody());
            }
        }
    }

    private static HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection) breakwater.url().resolve(path).toURL().openConnection();
    }

    @ParameterizedTest(name = "P-18: up, to {0}")
    @ValueSource(strings = {"/chunked", "/length"})
    void up(String path) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        if (path.equals("/chunked")) {
            connection.setChunkedStreamingMode(0);
        } else {
            connection.setFixedLengthStreamingMode(BODY.length());
        }
        try (OutputStream out = connection.getOutputStream()) {
            BODY.writeTo(out);
        }
        try (InputStream in = connection.getInputStream()) {
            assertThat(new String(in.readAllBytes(), US_ASCII)).isEqualTo(BODY.hash());
        }
        assertThat(breakwater.output()).doesNotContain("OutOfMemory");
    }

    @ParameterizedTest(name = "P-18: down, from {0}")
    @ValueSource(strings = {"/chunked", "/length"})
    void down(String path) throws IOException {
        try (InputStream in = connection(path).getInputStream()) {
            assertThat(Noise.hashOf(in)).isEqualTo(BODY.hash());
        }
        assertThat(breakwater.output()).doesNotContain("OutOfMemory");
    }
}
