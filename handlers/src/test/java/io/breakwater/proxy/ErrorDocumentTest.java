package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** P-19: what is answered when something goes wrong. */
class ErrorDocumentTest {
    /** What Apache says of a directory without its slash. */
    private static final String LEAKING =
            "<p>The document has moved <a href=\"http://backend.internal:8000/static/\">here</a>.";

    private static final String LEAKING_REDIRECT =
            leaking("301 Moved Permanently", "Location: http://%s/static/\r\n");

    @TempDir private Path folder;

    private static String leaking(String status, String more) {
        return "HTTP/1.1 "
                + status
                + "\r\n"
                + more
                + "Content-Type: text/html\r\nETag: \"old\"\r\nContent-Length: "
                + LEAKING.length()
                + "\r\n\r\n"
                + LEAKING;
    }

    private static ScriptedUpstream answering(String response) throws IOException {
        return new ScriptedUpstream(
                conversation -> {
                    for (; ; ) {
                        Message request = conversation.request();
                        conversation.send(
                                response.contains("%s")
                                        ? response.formatted(request.field("Host"))
                                        : response);
                    }
                });
    }

    private static BreakwaterBuilder refusing() {
        return Breakwater.builder().serverName("www.example.com");
    }

    @Test
    @DisplayName("a browser gets a page, a program JSON, everybody else text")
    void defaultPages() throws Exception {
        try (Front front = new Front(refusing())) {
            Message html = front.ask("GET /", "Host: x", "Accept: text/html,*/*;q=0.8");
            assertThat(html.status()).isEqualTo(403);
            assertThat(html.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(html.field("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(html.text()).contains("<h1><span>403</span>Forbidden</h1>");

            Message json = front.ask("GET /", "Host: x", "Accept: application/json");
            assertThat(json.field("Content-Type")).isEqualTo("application/json");
            JsonNode problem = new ObjectMapper().readTree(json.text());
            assertThat(problem.get("status").asInt()).isEqualTo(403);
            assertThat(problem.get("title").asText()).isEqualTo("Forbidden");

            Message text = front.ask("GET /", "Host: x");
            assertThat(text.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(text.field("Vary")).isEqualTo("Accept");
            assertThat(text.text()).startsWith("Forbidden\n");
        }
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("text/html;q=0.1, application/json", "application/json"),
                Arguments.of("application/json;q=0.2, text/html;q=0.3", "text/html; charset=utf-8"),
                Arguments.of("application/problem+json", "application/json"),
                Arguments.of("text/html;q=0", "text/plain; charset=utf-8"),
                Arguments.of("text/html;q=NaN, */*", "text/plain; charset=utf-8"),
                Arguments.of(";,;q=1,,\"", "text/plain; charset=utf-8"),
                Arguments.of("text/html," + "x".repeat(2000), "text/plain; charset=utf-8"));
    }

    @ParameterizedTest(name = "Accept: {0} gets {1}")
    @MethodSource("accepted")
    void acceptIsWeighed(String accept, String type) throws Exception {
        try (Front front = new Front(refusing())) {
            assertThat(front.ask("GET /", "Host: x", "Accept: " + accept).field("Content-Type"))
                    .isEqualTo(type);
        }
    }

    @Test
    @DisplayName("nothing of a request is echoed")
    void nothingIsEchoed() throws Exception {
        try (Front front = new Front(refusing())) {
            Message answer = front.ask("GET /<script>?<script>", "Host: evil", "Accept: text/html");
            assertThat(answer.toString() + answer.text()).doesNotContain("<script>", "evil");
        }
    }

    @Test
    @DisplayName("a document is text, a file, a path of our files, or a redirect")
    void documents() throws Exception {
        Files.writeString(folder.resolve("503.html"), "<p>later");
        Files.writeString(folder.resolve("404.json"), "{}");
        BreakwaterBuilder builder =
                refusing()
                        .set("url-prefix", "/shop")
                        .set("url-prefix-strict", "true")
                        .documentRoot(folder)
                        .mount("/gone/", "http://127.0.0.1:1/")
                        .errorDocument(403, "<b>not you</b>")
                        .errorDocument(404, "/404.json")
                        .errorDocument(400, "https://www.example.com/sorry")
                        .errorDocument(503, "file:" + folder.resolve("503.html"));
        try (Front front = new Front(builder)) {
            Message text = front.ask("GET /", "Host: x");
            assertThat(text.status()).isEqualTo(403);
            assertThat(text.text()).isEqualTo("<b>not you</b>");
            assertThat(text.field("Content-Type")).isEqualTo("text/html; charset=utf-8");

            Message served = front.ask("GET /elsewhere");
            assertThat(served.status()).isEqualTo(404);
            assertThat(served.text()).isEqualTo("{}");
            assertThat(served.field("Content-Type")).isEqualTo("application/json");

            Message file = front.ask("GET /shop/gone/x");
            assertThat(file.status()).isEqualTo(503);
            assertThat(file.field("Proxy-Status")).contains("connection_refused");
            assertThat(file.text()).isEqualTo("<p>later");

            Message elsewhere = front.ask("GET /shop/gone/../x");
            assertThat(elsewhere.status()).isEqualTo(302);
            assertThat(elsewhere.field("Location")).isEqualTo("https://www.example.com/sorry");
        }
    }

    @Test
    @DisplayName("HEAD tells of the document and has no body")
    void head() throws Exception {
        try (Front front = new Front(refusing().errorDocument(403, "12345"));
                Wire wire = front.connect()) {
            wire.send(Front.request("HEAD /", "Host: x"));
            Message answer = wire.read(false);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("Content-Length")).isEqualTo("5");
            wire.send(Front.request("GET /"));
            assertThat(wire.read().text()).isEqualTo("application");
        }
    }

    @Test
    @DisplayName("a document that has gone leaves the default page")
    void goneDocument() throws Exception {
        Path file = Files.writeString(folder.resolve("x.html"), "document");
        BreakwaterBuilder builder = refusing().errorDocument(403, "file:" + file);
        Files.delete(file);
        try (Front front = new Front(refusing().errorDocument(404, "text"))) {
            assertThat(front.ask("GET /", "Host: x").text()).startsWith("Forbidden");
        }
        assertThat(catchThrowable(builder::options))
                .hasMessageContaining("is not an absolute path of a readable file");
    }

    @Test
    @DisplayName("an upstream's errors are its own, unless they are to be overridden")
    void upstreamErrorsPass() throws Exception {
        try (ScriptedUpstream upstream = answering(leaking("404 Not Found", ""));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount("/", upstream.url())
                                        .errorDocument(404, "ours"))) {
            assertThat(front.ask("GET /x").text()).isEqualTo(LEAKING);
        }
    }

    @Test
    @DisplayName(
            "overridden errors have our page, their own status and headers, and nothing about the old body")
    void overridden() throws Exception {
        try (ScriptedUpstream upstream =
                        answering(
                                leaking(
                                        "401 Unauthorized",
                                        "WWW-Authenticate: Basic\r\nSet-Cookie: a=b\r\n"));
                Front front = Front.mounted("/", upstream, route -> route.errorOverride(true));
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) { // the connections are used again
                wire.send(Front.request("GET /x", "Accept: text/html"));
                Message answer = wire.read();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.field("WWW-Authenticate")).isEqualTo("Basic");
                assertThat(answer.field("Set-Cookie")).isEqualTo("a=b");
                assertThat(answer.has("ETag")).isFalse();
                assertThat(answer.text())
                        .contains("Unauthorized")
                        .doesNotContain("backend.internal");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "the internal host in the body of a directory redirect is cured by a document for 301")
    void directoryRedirect() throws Exception {
        Files.writeString(folder.resolve("301.html"), "<p>It is elsewhere.");
        BreakwaterBuilder builder =
                Breakwater.builder().documentRoot(folder).errorDocument(301, "/301.html");
        try (ScriptedUpstream upstream = answering(LEAKING_REDIRECT);
                Front front =
                        new Front(
                                builder.errorOverride(true)
                                        .mount("/files/", upstream.url() + "static/"))) {
            Message answer = front.ask("GET /files/x");
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.field("Location")).isEqualTo("http://www.example.com/files/");
            assertThat(answer.text()).isEqualTo("<p>It is elsewhere.");
        }
    }

    @Test
    @DisplayName("redirects without a document, and 304, stay as they are")
    void otherRedirects() throws Exception {
        try (ScriptedUpstream upstream = answering(LEAKING_REDIRECT);
                Front front = Front.mounted("/", upstream, route -> route.errorOverride(true))) {
            assertThat(front.ask("GET /x").text()).isEqualTo(LEAKING);
        }
    }

    @Test
    @DisplayName("chunked errors, large ones and those that stay unfinished are overridden alike")
    void largeBodies() throws Exception {
        String body = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        String head = "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (ScriptedUpstream upstream = answering(head + body.repeat(64) + "0\r\n\r\n");
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount("/", upstream.url(), r -> r.errorOverride(true))
                                        .errorDocument(500, "ours"))) {
            Message answer = front.ask("GET /x");
            assertThat(answer.field("Content-Length")).isEqualTo("4");
            assertThat(answer.text()).isEqualTo("ours");
        }
        try (ScriptedUpstream upstream = answering(head + body);
                Front front = Front.mounted("/", upstream, route -> route.errorOverride(true))) {
            assertThat(front.ask("GET /x").text()).startsWith("Internal Server Error");
        }
    }

    @Test
    @DisplayName("our own failures are not overridden twice")
    void ownFailure() throws Exception {
        try (Front front =
                new Front(
                        Breakwater.builder()
                                .mount("/", "http://127.0.0.1:1/", r -> r.errorOverride(true))
                                .errorDocument(503, "ours"))) {
            assertThat(front.ask("GET /x").text()).isEqualTo("ours");
        }
    }

    @Test
    @DisplayName("an exception of the application gets the page of 500")
    void exception() throws Exception {
        BreakwaterBuilder builder = Breakwater.builder().errorDocument(500, "sorry");
        try (Front front =
                new Front(
                        builder,
                        exchange -> {
                            throw new IllegalStateException("for a test: secret");
                        })) {
            Message answer = front.ask("GET /x");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).isEqualTo("sorry");
        }
    }

    @Test
    @DisplayName("errors of the application are its own, unless they are to be overridden")
    void application() throws Exception {
        for (boolean override : new boolean[] {false, true}) {
            BreakwaterBuilder builder =
                    Breakwater.builder().errorDocument(404, "ours").errorOverride(override);
            try (Front front =
                    new Front(
                            builder,
                            exchange -> {
                                exchange.setStatusCode(404);
                                exchange.getResponseSender().send("the application's");
                            })) {
                assertThat(front.ask("GET /x").text())
                        .isEqualTo(override ? "ours" : "the application's");
            }
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("error-documents.404", "/404.html", "which serves no files"),
                Arguments.of("error-documents.404", "file:404.html", "is not an absolute path"),
                Arguments.of("error-documents.401", "https://x.example/", "would redirect"),
                Arguments.of("error-documents.999", "text", "no error and no redirect has"),
                Arguments.of("error-documents.304", "text", "no error and no redirect has"),
                Arguments.of("error-documents.200", "text", "no error and no redirect has"),
                Arguments.of("error-documents.404", "https://x/\u2028y", "cannot have"));
    }

    @ParameterizedTest(name = "{0}={1} is refused")
    @MethodSource("wrong")
    void wrongDocuments(String key, String value, String problem) {
        assertThat(catchThrowable(() -> Breakwater.builder().set(key, value).options()))
                .hasMessageContaining(problem)
                .hasMessageContaining("breakwater." + key);
    }
}
