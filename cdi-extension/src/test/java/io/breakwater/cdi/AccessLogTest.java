package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-21: what is written down of requests. */
class AccessLogTest {
    private static final String CLOSE = "Connection: close\r\n\r\n";

    @TempDir private Path folder;

    private List<String> logged(String format, String... requests) throws Exception {
        Path file = folder.resolve("access.log");
        HttpServer upstream = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        upstream.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes());
                    exchange.close();
                });
        upstream.start();
        try (Served served =
                new Served(
                        exchange -> exchange.getResponseSender().send("application"),
                        "access-log",
                        format + file,
                        "trusted-proxies",
                        "127.0.0.1",
                        "trusted-proxy-headers",
                        "X-Forwarded-For",
                        "mounts.api.path",
                        "/api/",
                        "mounts.api.upstream",
                        "http://127.0.0.1:" + upstream.getAddress().getPort() + "/")) {
            for (String request : requests) {
                try (Socket socket = served.send(request)) {
                    Served.rest(socket);
                }
            }
        } finally {
            upstream.stop(0);
        }
        return Files.readAllLines(file);
    }

    private JsonNode json(String request) throws Exception {
        return new ObjectMapper().readTree(logged("json:", request).get(0));
    }

    @Test
    @DisplayName("combined: true client, peer, route, target and times")
    void combined() throws Exception {
        List<String> lines =
                logged(
                        "",
                        "GET /api/x?y=1 HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.5\r\nReferer: http://r/\r\nUser-Agent: test\r\n"
                                + CLOSE,
                        "GET / HTTP/1.1\r\nHost: h\r\n" + CLOSE);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .matches(
                        "203\\.0\\.113\\.5 - - \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}] "
                                + "\"GET /api/x\\?y=1 HTTP/1\\.1\" 200 2 \"http://r/\" \"test\" "
                                + "127\\.0\\.0\\.1:\\d+ api http://127\\.0\\.0\\.1:\\d+/ \\d+\\.\\d{6} \\d+\\.\\d{6}");
        assertThat(lines.get(1)).contains("\"GET / HTTP/1.1\" 200 11 \"-\" \"-\" 127.0.0.1:");
        assertThat(lines.get(1)).matches(".* - - - \\d+\\.\\d{6}");
    }

    @Test
    @DisplayName("json: the same, an object on each line")
    void asJson() throws Exception {
        JsonNode line =
                json(
                        "GET /api/x?y=1 HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.5\r\n"
                                + CLOSE);
        assertThat(line.get("client").asText()).isEqualTo("203.0.113.5");
        assertThat(line.get("peer").asText()).startsWith("127.0.0.1:");
        assertThat(line.get("target").asText()).isEqualTo("/api/x?y=1");
        assertThat(line.get("route").asText()).isEqualTo("api");
        assertThat(line.get("upstream").asText()).startsWith("http://127.0.0.1:");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("upstreamTime").isNumber()).isTrue();
        assertThat(line.get("totalTime").asDouble())
                .isGreaterThanOrEqualTo(line.get("upstreamTime").asDouble());
    }

    @Test
    @DisplayName("refused requests are written down too")
    void refused() throws Exception {
        assertThat(
                        json("GET /api/x HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: nonsense\r\n"
                                        + CLOSE)
                                .get("status")
                                .asInt())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "attack: {0} stays within its field and its line")
    @ValueSource(
            strings = {
                "x\" 200 0 \"forged",
                "x\\",
                "x\\\" 200",
                "caf\u00e9",
                "x\t[28/Nov/2026]",
                "\u001b[2J",
                "</script><script>"
            })
    void injection(String value) throws Exception {
        String request = "GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: " + value + "\r\n" + CLOSE;
        List<String> lines = logged("combined:", request);
        assertThat(lines.size()).isLessThanOrEqualTo(1);
        for (String line : lines) {
            assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
            assertThat(line.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count())
                    .isEqualTo(6);
        }
        Files.deleteIfExists(folder.resolve("access.log"));
        for (String line : logged("json:", request)) {
            assertThat(new ObjectMapper().readTree(line).get("userAgent").asText())
                    .isEqualTo(value);
        }
    }

    @Test
    @DisplayName("attack: line breaks in a path are not decoded into the log")
    void lineBreaks() throws Exception {
        List<String> lines =
                logged("", "GET /a%0d%0a127.0.0.1%20-%20- HTTP/1.1\r\nHost: h\r\n" + CLOSE);
        assertThat(lines).singleElement().asString().contains("\"GET /a%0d%0a127");
    }

    @Test
    @DisplayName("attack: a value of any length is cut")
    void longValues() throws Exception {
        List<String> lines =
                logged(
                        "",
                        "GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: "
                                + "x".repeat(8000)
                                + "\r\n"
                                + CLOSE);
        assertThat(lines.get(0).length()).isLessThan(3000);
    }

    @Test
    @DisplayName("secrets are no part of it")
    void secrets() throws Exception {
        String request =
                "GET / HTTP/1.1\r\nHost: h\r\nCookie: id=c00kie\r\nAuthorization: Basic s3cret\r\n"
                        + CLOSE;
        assertThat(String.join("", logged("", request))).doesNotContain("c00kie", "s3cret");
        assertThat(String.join("", logged("json:", request))).doesNotContain("c00kie", "s3cret");
    }

    @ParameterizedTest(name = "access-log={0} is refused")
    @ValueSource(strings = {"access.log", "xml:-", "/does/not/exist/access.log", "json:"})
    void wrong(String value) {
        assertThat(Served.read("access-log", value).errors()).hasSize(1);
    }
}
