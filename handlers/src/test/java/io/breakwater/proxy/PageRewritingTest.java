package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import io.breakwater.RouteSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-13: pages through a mount at {@code /app}, and the heads that they come with. */
class PageRewritingTest {
    private static final String PAGE = "<p><a href=\"/x\">y</a>";
    private static final String REWRITTEN = "<p><a href=\"/app/x\">y</a>";

    private static Front front(ScriptedUpstream upstream) {
        return Front.mounted("/app/", upstream, route -> route.rewriteHtml(true));
    }

    private static ScriptedUpstream answering(String page, String... headerLines)
            throws IOException {
        return ScriptedUpstream.answering(ScriptedUpstream.ok(page, headerLines));
    }

    private static Message asked(String page, String... headerLines) throws IOException {
        try (ScriptedUpstream upstream = answering(page, headerLines);
                Front front = front(upstream)) {
            return front.ask("GET /app/");
        }
    }

    private static String pageHead(String coding, int length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                + coding
                + "\r\nContent-Length: "
                + length
                + "\r\n\r\n";
    }

    /** Answers with a page in which {@code HOST} is the host that it was asked for. */
    private static ScriptedUpstream namingItself(String page) throws IOException {
        return new ScriptedUpstream(
                conversation -> {
                    String host = conversation.request().field("Host");
                    conversation.send(
                            ScriptedUpstream.ok(
                                    page.replace("HOST", host), "Content-Type: text/html"));
                });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String gunzip(byte[] body) throws IOException {
        return latin1(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "text/html",
                "Text/HTML; charset=utf-8",
                "text/html;charset=\"Shift_JIS\"",
                "application/xhtml+xml"
            })
    @DisplayName("pages are rewritten")
    void pages(String type) throws IOException {
        Message answer = asked(PAGE, "Content-Type: " + type);
        assertThat(answer.text()).isEqualTo(REWRITTEN);
        assertThat(answer.field("Content-Type")).isEqualTo(type);
        assertThat(answer.has("Content-Length")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: text/htmlx",
                "Content-Type: application/json",
                "Content-Type: text/css; text/html",
                "Content-Type: text/html; charset=UTF-16LE",
                "Content-Type: text/html; charset=\"iso-2022-jp\"",
                "X-Content-Type: text/html"
            })
    @DisplayName(
            "what is no page, or none that can be read, keeps its bytes and all that is said of them")
    void others(String typeLine) throws IOException {
        Message answer =
                asked(PAGE, typeLine, "ETag: \"1\"", "Content-MD5: x", "Accept-Ranges: bytes");
        assertThat(answer.text()).isEqualTo(PAGE);
        assertThat(answer.field("Content-Length")).isEqualTo(String.valueOf(PAGE.length()));
        assertThat(answer.field("ETag")).isEqualTo("\"1\"");
        assertThat(answer.has("Content-MD5")).isTrue();
        assertThat(answer.field("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    @DisplayName("without rewrite-html nothing is")
    void off() throws IOException {
        try (ScriptedUpstream upstream = answering(PAGE, "Content-Type: text/html", "ETag: \"1\"");
                Front front = Front.mounted("/app/", upstream)) {
            Message answer = front.ask("GET /app/", "Accept-Encoding: br");
            assertThat(answer.text()).isEqualTo(PAGE);
            assertThat(answer.field("ETag")).isEqualTo("\"1\"");
        }
    }

    @Test
    @DisplayName(
            "what is said of the bytes that were goes, the validator is weak, and policies stay")
    void head() throws IOException {
        Message answer =
                asked(
                        PAGE,
                        "Content-Type: text/html",
                        "ETag: \"1\"",
                        "Last-Modified: Sat, 28 Nov 2026 00:00:00 GMT",
                        "Content-MD5: x",
                        "Digest: x",
                        "Content-Digest: x",
                        "Repr-Digest: x",
                        "Accept-Ranges: bytes",
                        "Content-Security-Policy: default-src 'self'",
                        "X-Frame-Options: DENY");
        assertThat(answer.field("ETag")).isEqualTo("W/\"1\"");
        assertThat(answer.has("Last-Modified")).isTrue();
        assertThat(answer.field("Content-Security-Policy")).isEqualTo("default-src 'self'");
        assertThat(answer.field("X-Frame-Options")).isEqualTo("DENY");
        for (String gone :
                new String[] {
                    "Content-Length",
                    "Content-MD5",
                    "Digest",
                    "Content-Digest",
                    "Repr-Digest",
                    "Accept-Ranges"
                }) {
            assertThat(answer.has(gone)).as(gone).isFalse();
        }
    }

    @Test
    @DisplayName("a tag that is weak already stays")
    void weakAlready() throws IOException {
        assertThat(asked(PAGE, "Content-Type: text/html", "ETag: W/\"1\"").field("ETag"))
                .isEqualTo("W/\"1\"");
    }

    @Test
    @DisplayName("HEAD has the head of GET")
    void headRequest() throws IOException {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"1\"\r\n"
                                                    + "Content-Length: 20\r\n\r\n");
                                });
                Front front = front(upstream)) {
            Message answer = front.ask("HEAD /app/");
            assertThat(answer.field("ETag")).isEqualTo("W/\"1\"");
            assertThat(answer.has("Content-Length")).isFalse();
        }
    }

    @Test
    @DisplayName(
            "a client that has the weak tag is told that its page is still good, in the same words")
    void notModified() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
                Front front = front(upstream)) {
            Message answer = front.ask("GET /app/", "If-None-Match: \"0\", W/\"1\"");
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.field("ETag")).isEqualTo("W/\"1\"");
            assertThat(upstream.request().field("If-None-Match")).isEqualTo("\"0\", W/\"1\"");
            assertThat(front.ask("GET /app/a.png", "If-None-Match: \"1\"").field("ETag"))
                    .isEqualTo("\"1\"");
        }
    }

    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | gzip",
                "br;q=1.0, gzip;q=0.1    | gzip",
                "X-GZIP                  | gzip",
                "*                       | gzip",
                "*;q=0.5, gzip;q=0       | identity",
                "br, zstd                | identity",
                "gzip; q=0.000, br       | identity",
                "identity                | identity",
            })
    @DisplayName(
            "no coding is asked for that could not be undone, and none that the client refuses")
    void acceptEncoding(String accepted, String passed) throws Exception {
        try (ScriptedUpstream upstream = answering(PAGE);
                Front front = front(upstream)) {
            front.ask("GET /app/", "Accept-Encoding: " + accepted);
            assertThat(upstream.request().fields("Accept-Encoding")).containsExactly(passed);
        }
    }

    @Test
    @DisplayName("who accepts nothing in particular is not made to")
    void noAcceptEncoding() throws Exception {
        try (ScriptedUpstream upstream = answering(PAGE);
                Front front = front(upstream)) {
            front.ask("GET /app/");
            assertThat(upstream.request().has("Accept-Encoding")).isFalse();
        }
    }

    @Test
    @DisplayName("gzip stays gzip")
    void gzipped() throws IOException {
        Message answer =
                asked(latin1(gzip(PAGE)), "Content-Type: text/html", "Content-Encoding: gzip");
        assertThat(answer.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(gunzip(answer.body())).isEqualTo(REWRITTEN);
    }

    private static byte[] deflate(String text, boolean wrapped) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(
                        bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, !wrapped))) {
            deflater.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static String inflate(byte[] body) throws IOException {
        return latin1(new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes());
    }

    @ParameterizedTest(name = "wrapped as in RFC 1950: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("deflate stays deflate, and becomes what the name means")
    void deflated(boolean wrapped) throws IOException {
        Message answer =
                asked(
                        latin1(deflate(PAGE, wrapped)),
                        "Content-Type: text/html",
                        "Content-Encoding: deflate");
        assertThat(inflate(answer.body())).isEqualTo(REWRITTEN);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gzip,", "identity, gzip", "gzip , identity", ", x-gzip"})
    @DisplayName("no coding and empty elements beside a coding are none")
    void codingLists(String coding) throws IOException {
        Message answer =
                asked(latin1(gzip(PAGE)), "Content-Type: text/html", "Content-Encoding: " + coding);
        assertThat(gunzip(answer.body())).isEqualTo(REWRITTEN);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "x-unknown"})
    @DisplayName(
            "a coding that cannot be undone, although it was not asked for, passes with its page")
    void otherCodings(String coding) throws IOException {
        Message answer =
                asked(
                        PAGE,
                        "Content-Type: text/html",
                        "Content-Encoding: " + coding,
                        "ETag: \"1\"");
        assertThat(answer.text()).isEqualTo(PAGE);
        assertThat(answer.field("ETag")).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("a page that must not be transformed is not")
    void noTransform() throws IOException {
        Message answer =
                asked(PAGE, "Content-Type: text/html", "Cache-Control: public, No-Transform");
        assertThat(answer.text()).isEqualTo(PAGE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {201, 301, 404, 500, 503})
    @DisplayName("pages of any status are rewritten, those of redirects and errors too")
    void statuses(int status) throws IOException {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 "
                                        + status
                                        + " X\r\nContent-Type: text/html\r\nContent-Length: "
                                        + PAGE.length()
                                        + "\r\n\r\n"
                                        + PAGE);
                Front front = front(upstream)) {
            Message answer = front.ask("GET /app/");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo(REWRITTEN);
        }
    }

    @Test
    @DisplayName(
            "the attacker's way to the bytes as they are: a part of a page is not had, the whole is")
    void range() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        conversation.send(
                                                request.has("Range")
                                                        ? "HTTP/1.1 206 X\r\nContent-Type: text/html\r\n"
                                                                + "Content-Range: bytes 0-1/21\r\nContent-Length: 2\r\n\r\n<p"
                                                        : ScriptedUpstream.ok(
                                                                PAGE, "Content-Type: text/html"));
                                    }
                                });
                Front front = front(upstream)) {
            Message answer = front.ask("GET /app/", "Range: bytes=0-1", "If-Range: \"1\"");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(REWRITTEN);
            assertThat(upstream.request().field("Range")).isEqualTo("bytes=0-1");
            Message again = upstream.request();
            assertThat(again.has("Range") || again.has("If-Range")).isFalse();
        }
    }

    @Test
    @DisplayName(
            "several parts, which could be parts of pages, are not asked for; one part of a picture is had")
    void ranges() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 206 X\r\nContent-Type: image/png\r\n"
                                        + "Content-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\nab");
                Front front = front(upstream)) {
            assertThat(front.ask("GET /app/a", "Range: bytes=0-1").status()).isEqualTo(206);
            assertThat(upstream.request().has("Range")).isTrue();
            front.ask("GET /app/a", "Range: bytes=0-1,3-4");
            assertThat(upstream.request().has("Range")).isFalse();
            front.ask("GET /app/a", "Range: bytes=0-1", "Range: bytes=3-4");
            assertThat(upstream.request().has("Range")).isFalse();
        }
    }

    @Test
    @DisplayName("a part that nobody wanted is no answer")
    void unwantedPart() throws IOException {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 206 X\r\nContent-Type: text/html\r\n"
                                        + "Content-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\nab");
                Front front = front(upstream)) {
            assertThat(front.ask("GET /app/").status()).isEqualTo(502);
        }
    }

    @Test
    @DisplayName(
            "a page that comes bit by bit goes on bit by bit, but for a URL that has not ended")
    void promptly() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>first <a href=\"/x");
                                    conversation.wire().read(false); // the test lets it go on
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /app/"));
            assertThat(wire.read(false).status()).isEqualTo(200);
            String sent = wire.readLine() + "\n";
            while (!sent.contains("href=\"")) {
                sent += new String(wire.exactly(1), StandardCharsets.US_ASCII);
            }
            assertThat(sent).contains("<p>first <a href=\"").doesNotContain("/x");
        }
    }

    @Test
    @DisplayName("a client of HTTP/1.0 gets the page, and its end is the connection's")
    void http10() throws IOException {
        try (ScriptedUpstream upstream = answering(PAGE, "Content-Type: text/html");
                Front front = front(upstream);
                Wire wire = front.connect()) {
            wire.send("GET /app/ HTTP/1.0\r\nHost: a\r\n\r\n");
            assertThat(wire.rest()).endsWith("\r\n\r\n" + REWRITTEN);
        }
    }

    @Test
    @DisplayName("P-15: a page that is cut off cuts the client off, compressed or not")
    void cutOff() throws IOException {
        for (String coding : new String[] {"identity", "gzip"}) {
            byte[] body =
                    coding.equals("gzip")
                            ? gzip(PAGE.repeat(9_000))
                            : PAGE.repeat(9_000).getBytes(StandardCharsets.ISO_8859_1);
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    conversation -> {
                                        conversation.request();
                                        conversation.send(pageHead(coding, body.length + 1));
                                        conversation.wire().send(body);
                                    });
                    Front front = front(upstream)) {
                assertThatThrownBy(() -> front.ask("GET /app/")).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    @DisplayName(
            "P-15: a body that turns out not to be what its coding says cuts the client off, one of HTTP/1.0 with a reset")
    void brokenCoding() throws IOException {
        byte[] whole = gzip(PAGE.repeat(100));
        String half = latin1(whole).substring(0, whole.length / 2);
        try (ScriptedUpstream upstream =
                        answering(half, "Content-Type: text/html", "Content-Encoding: gzip");
                Front front = front(upstream);
                Wire old = front.connect()) {
            assertThatThrownBy(() -> front.ask("GET /app/")).isInstanceOf(EOFException.class);
            old.send("GET /app/ HTTP/1.0\r\nHost: a\r\n\r\n");
            assertThatThrownBy(old::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    @DisplayName("attack: pages that are cut off, asked for again and again, do not fill the log")
    void logsLittle() throws IOException {
        byte[] whole = gzip(PAGE);
        String cut = latin1(whole).substring(0, whole.length - 1);
        try (ScriptedUpstream upstream =
                        answering(cut, "Content-Type: text/html", "Content-Encoding: gzip");
                Front front = front(upstream);
                LogRecords undertow = new LogRecords("io.undertow");
                LogRecords own = new LogRecords("io.breakwater")) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> front.ask("GET /app/")).isInstanceOf(EOFException.class);
            }
            assertThat(undertow.lines()).isEmpty();
            assertThat(own.lines()).singleElement().asString().contains("http_protocol_error");
        }
    }

    @ParameterizedTest(name = "[{index}] no {0}")
    @CsvSource(
            value = {
                "gzip@" + PAGE,
                "gzip@'\u001f'",
                "gzip@'\u001f\u008b'",
                "gzip@\u001f\u008b\u0007 not deflate",
                "deflate@" + PAGE,
                "deflate@\u0078",
                "deflate@\u0078\u009c no blocks",
                "deflate@\u001f\u008b\u0008\u0000 gzip",
                "deflate@\u0006 a block of a kind that there is not"
            },
            delimiter = '@',
            ignoreLeadingAndTrailingWhitespace = false)
    @DisplayName(
            "P-15: a body that is not in its coding from its start is 502, and nothing is told")
    void notInItsCoding(String coding, String body) throws IOException {
        Message answer =
                asked(
                        body,
                        "Content-Type: text/html",
                        "Content-Encoding: " + coding,
                        "ETag: \"of-the-page\"");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("Proxy-Status")).contains("error=http_protocol_error");
        assertThat(answer.has("Content-Encoding")).isFalse();
        assertThat(answer.has("ETag")).isFalse();
        assertThat(answer.text()).isEqualTo("Bad Gateway\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gzip", "deflate", "deflate without its wrapping"})
    @DisplayName("P-18: what comes byte by byte is waited for, and a body of no bytes is one")
    void slowStart(String kind) throws IOException {
        String coding = kind.split(" ")[0];
        byte[] body = coding.equals("gzip") ? gzip(PAGE) : deflate(PAGE, kind.equals("deflate"));
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(pageHead(coding, body.length));
                                    for (byte next : body) {
                                        conversation.wire().send(new byte[] {next});
                                    }
                                });
                Front front = front(upstream)) {
            byte[] answer = front.ask("GET /app/").body();
            assertThat(coding.equals("gzip") ? gunzip(answer) : inflate(answer))
                    .isEqualTo(REWRITTEN);
        }
        assertThat(asked("", "Content-Type: text/html", "Content-Encoding: " + coding).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("pages one after the other on one connection")
    void reusesConnections() throws IOException {
        try (ScriptedUpstream upstream = answering(PAGE, "Content-Type: text/html");
                Front front = front(upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 5; i++) {
                wire.send(Front.request("GET /app/" + i));
                assertThat(wire.read().text()).isEqualTo(REWRITTEN);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"identity", "gzip"})
    @DisplayName("P-18: a large page, read slowly, arrives whole")
    void largePage(String coding) throws IOException {
        String page = PAGE.repeat(200_000);
        byte[] body = coding.equals("gzip") ? gzip(page) : page.getBytes(StandardCharsets.US_ASCII);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(pageHead(coding, body.length));
                                    conversation.wire().send(body);
                                    conversation.wire().read(false);
                                });
                Front front = front(upstream)) {
            Message answer = front.ask("GET /app/");
            String text = coding.equals("gzip") ? gunzip(answer.body()) : latin1(answer.body());
            assertThat(text.equals(REWRITTEN.repeat(200_000))).isTrue();
        }
    }

    @Test
    @DisplayName(
            "the upstream's own URLs become public ones; those under the mount already are left, other sites' too")
    void urls() throws IOException {
        try (ScriptedUpstream upstream =
                        namingItself(
                                "<a href='http://HOST/a'><a href='/app/b'><a href='http://other/c'><a href='d'>");
                Front front = front(upstream)) {
            assertThat(front.ask("GET /app/").text())
                    .isEqualTo(
                            "<a href='http://www.example.com/app/a'><a href='/app/b'><a href='http://other/c'><a href='d'>");
        }
    }

    private static void pairs(RouteSettings route) {
        route.rewriteHtml(true)
                .htmlMap("http://old.internal/", "/")
                .htmlMap("http://old.internal/docs/", "https://docs.example.com/");
    }

    @Test
    @DisplayName("html-map: pairs of the operator's, the longest first")
    void htmlMap() throws IOException {
        try (ScriptedUpstream upstream =
                        answering(
                                "<a href='http://old.internal/docs/a'><a href='http://OLD.internal//evil/b'>"
                                        + "<a href='http://old.internal.evil/c'>",
                                "Content-Type: text/html");
                Front front = Front.mounted("/app/", upstream, PageRewritingTest::pairs)) {
            assertThat(front.ask("GET /app/").text())
                    .isEqualTo(
                            "<a href='https://docs.example.com/a'><a href='/evil/b'><a href='http://old.internal.evil/c'>");
        }
    }

    @Test
    @DisplayName(
            "on a virtual host the upstream's own URLs are mapped, and paths are right already")
    void virtualHost() throws IOException {
        try (ScriptedUpstream upstream = namingItself("<a href='http://HOST/a'><a href='/b'>");
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .virtualHost(
                                                "www.example.com",
                                                upstream.url(),
                                                route -> route.rewriteHtml(true)))) {
            assertThat(front.ask("GET /").text())
                    .isEqualTo("<a href='http://www.example.com/a'><a href='/b'>");
        }
    }

    @ParameterizedTest(name = "Host: {0}")
    @ValueSource(strings = {"a'onclick=x", "a\"><script>", "a&quot;", "a;b(c)"})
    @DisplayName("an attacker's Host makes no markup in a page")
    void hostileHost(String host) throws IOException {
        try (ScriptedUpstream upstream = namingItself("<a href='http://HOST/a'>");
                Front front = front(upstream)) {
            Message answer = front.ask("GET /app/", "Host: " + host);
            if (answer.status() == 200) {
                assertThat(answer.text())
                        .matches("<a href='[^']*/app/a'>")
                        .doesNotContain("<script>");
                assertThat(org.jsoup.Jsoup.parse(answer.text()).select("a").attr("href"))
                        .isEqualTo("http://" + host + "/app/a");
            } else {
                assertThat(answer.status()).isEqualTo(400);
            }
        }
    }
}
