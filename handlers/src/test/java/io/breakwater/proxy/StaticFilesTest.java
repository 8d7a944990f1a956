package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-20: files. */
class StaticFilesTest {
    private static final String SECRET = "not for you";

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Files.createDirectory(folder.resolve("root-beside"));
        Files.writeString(folder.resolve("root-beside/secret.txt"), SECRET);
        root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("a.txt"), "0123456789");
        Files.writeString(root.resolve("two words.html"), "<p>words");
        Files.writeString(root.resolve("no-type"), "bytes");
        Files.createDirectories(root.resolve("docs/deep"));
        Files.writeString(root.resolve("docs/index.html"), "index");
        Files.writeString(root.resolve("docs/deep/b.txt"), "b");
        Files.createDirectories(root.resolve("empty"));
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), SECRET);
        Files.writeString(root.resolve(".htaccess"), SECRET);
        Files.createDirectories(root.resolve(".well-known"));
        Files.writeString(root.resolve(".well-known/x"), "known");
    }

    private BreakwaterBuilder served() {
        return Breakwater.builder().documentRoot(root).directoryIndex("index.html");
    }

    @ParameterizedTest(name = "{0} is {1}, {2}")
    @CsvSource({
        "/a.txt, 0123456789, text/plain",
        "//a.txt, 0123456789, text/plain",
        "/%61.txt?query, 0123456789, text/plain",
        "/two%20words.html, <p>words, text/html",
        "/no-type, bytes, application/octet-stream",
        "/docs/, index, text/html",
        "/docs/index.html, index, text/html",
        "/docs//deep/b.txt, b, text/plain",
        "/.well-known/x, known, application/octet-stream"
    })
    void isServed(String path, String body, String type) throws Exception {
        try (Front front = new Front(served())) {
            Message answer = front.ask("GET " + path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.field("Content-Type")).isEqualTo(type);
        }
    }

    @ParameterizedTest(name = "{0} is left to the application")
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/a.txt/",
                "/a.txt/x",
                "/A.TXT",
                "/docs%2Fdeep%2Fb.txt",
                "/empty/",
                "/empty",
                "/a.txt;v=1",
                "/.git/config",
                "/.git",
                "/.htaccess",
                "/docs/../a.txt"
            })
    void isNone(String path) throws Exception {
        try (Front front = new Front(served())) {
            assertThat(front.ask("GET " + path).text()).isEqualTo("application");
        }
    }

    @ParameterizedTest(name = "attack: {0}")
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/docs/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/.%2e/secret.txt",
                "/%2E%2E%2Fsecret.txt",
                "/docs/%2e%2e%2f%2e%2e%2fsecret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "/%5c..%5csecret.txt",
                "/..;/secret.txt",
                "/..%3b/secret.txt",
                "/%252e%252e/secret.txt",
                "/%c0%ae%c0%ae/secret.txt",
                "/..%00/secret.txt",
                "/a.txt%00.html",
                "/%00",
                "//../secret.txt",
                "/./../secret.txt",
                "/../root-beside/secret.txt",
                "/outside.txt",
                "/outside/secret.txt",
                "/beside/secret.txt",
                "/dangling",
                "/loop",
                "/.git%2fconfig",
                "/%2egit/config",
                "/alias../secret.txt",
                "/alias/../secret.txt",
                "/alias/%2e%2e/secret.txt",
                "/aliased-link"
            })
    void attack(String path) throws Exception {
        Files.createSymbolicLink(root.resolve("outside.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("outside"), folder);
        Files.createSymbolicLink(root.resolve("beside"), folder.resolve("root-beside"));
        Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("nowhere"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        Path alias = Files.createDirectory(folder.resolve("alias"));
        Files.createSymbolicLink(alias.resolve("aliased-link"), folder.resolve("secret.txt"));
        try (Front front = new Front(served().urlAlias("/alias", alias))) {
            Message answer = front.ask("GET " + path);
            assertThat(answer.text()).doesNotContain(SECRET);
            assertThat(answer.status()).isIn(200, 400, 404);
            if (answer.status() == 200) {
                assertThat(answer.text()).isEqualTo("application");
            }
        }
    }

    @Test
    @DisplayName("a link that stays inside is followed, and so is the root itself, each time")
    void linksInside() throws Exception {
        Files.createSymbolicLink(root.resolve("link.html"), root.resolve("a.txt"));
        Path current = Files.createSymbolicLink(folder.resolve("current"), root);
        try (Front front = new Front(Breakwater.builder().documentRoot(current))) {
            Message answer = front.ask("GET /link.html");
            assertThat(answer.text()).isEqualTo("0123456789");
            assertThat(answer.field("Content-Type")).isEqualTo("text/html");
            Files.delete(current);
            Files.createSymbolicLink(current, folder.resolve("root-beside"));
            assertThat(front.ask("GET /secret.txt").text()).isEqualTo(SECRET);
        }
    }

    @Test
    @DisplayName("what cannot be read is 403 and names nothing")
    void unreadable() throws Exception {
        Path file = Files.writeString(root.resolve("closed.txt"), SECRET);
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "root can read everything");
        try (Front front = new Front(served())) {
            Message answer = front.ask("GET /closed.txt");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain("closed");
        }
    }

    @ParameterizedTest(name = "{0} redirects to {1}")
    @CsvSource({
        "/docs, /docs/",
        "/docs?a=b, /docs/?a=b",
        "//docs, /docs/",
        "/%64ocs, /%64ocs/",
    })
    void directoryRedirect(String path, String location) throws Exception {
        try (Front front = new Front(served())) {
            Message answer = front.ask("GET " + path);
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.field("Location")).isEqualTo(location);
        }
    }

    @Test
    @DisplayName(
            "a directory redirect has the prefix that the client knows, ours or a forwarded one")
    void directoryRedirectUnderPrefix() throws Exception {
        BreakwaterBuilder builder =
                served().urlPrefix("/shop")
                        .trustedProxies("loopback")
                        .trustedProxyHeaders("X-Forwarded-Prefix");
        try (Front front = new Front(builder)) {
            assertThat(front.ask("GET /shop/docs").field("Location")).isEqualTo("/shop/docs/");
            assertThat(front.ask("GET /shop/docs", "X-Forwarded-Prefix: /public").field("Location"))
                    .isEqualTo("/public/docs/");
        }
    }

    @Test
    @DisplayName("HEAD, conditions and ranges are those of RFC 9110")
    void conditionsAndRanges() throws Exception {
        try (Front front = new Front(served())) {
            Message whole = front.ask("HEAD /a.txt");
            assertThat(whole.field("Content-Length")).isEqualTo("10");
            String tag = whole.field("ETag");
            String time = whole.field("Last-Modified");

            assertThat(front.ask("GET /a.txt", "If-None-Match: " + tag).status()).isEqualTo(304);
            assertThat(front.ask("GET /a.txt", "If-None-Match: \"x\"").status()).isEqualTo(200);
            assertThat(front.ask("GET /a.txt", "If-Modified-Since: " + time).status())
                    .isEqualTo(304);
            assertThat(front.ask("GET /a.txt", "If-Match: \"x\"").status()).isEqualTo(412);

            Message part = front.ask("GET /a.txt", "Range: bytes=2-4");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.field("Content-Range")).isEqualTo("bytes 2-4/10");
            assertThat(part.text()).isEqualTo("234");
            assertThat(front.ask("GET /a.txt", "Range: bytes=-3").text()).isEqualTo("789");
            assertThat(front.ask("GET /a.txt", "Range: bytes=2-4", "If-Range: " + tag).text())
                    .isEqualTo("234");
            assertThat(front.ask("GET /a.txt", "Range: bytes=2-4", "If-Range: \"x\"").text())
                    .isEqualTo("0123456789");
            Message beyond = front.ask("GET /a.txt", "Range: bytes=20-30");
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.field("Content-Range")).isEqualTo("bytes */10");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, If-None-Match: *, 304",
        "HEAD, If-None-Match: *, 304",
        "GET, If-Match: *, 200",
        "GET, Range: bytes=-0, 416",
        "GET, Range: bytes=-000, 416"
    })
    @DisplayName("any file is a match for *, and no file has the last none of its bytes")
    void anyAndNone(String method, String line, int status) throws Exception {
        try (Front front = new Front(served())) {
            Message answer = front.ask(method + " /a.txt", line);
            assertThat(answer.status()).isEqualTo(status);
            if (status == 416) {
                assertThat(answer.field("Content-Range")).isEqualTo("bytes */10");
            }
        }
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "GET, If-None-Match: \"x\" | If-Modified-Since: LATER, 200",
        "GET, If-None-Match: TAG | If-Modified-Since: EARLIER, 304",
        "GET, If-Match: TAG | If-Unmodified-Since: EARLIER, 200",
        "GET, If-Match: \"x\" | If-Unmodified-Since: LATER, 412",
        "GET, If-Match: \"x\" | If-None-Match: TAG, 412",
        "GET, If-Unmodified-Since: EARLIER | If-None-Match: TAG, 412",
        "GET, Range: bytes=2-4 | If-None-Match: TAG, 304",
        "GET, Range: bytes=2-4 | If-Range: TAG, 206",
        "GET, Range: bytes=2-4 | If-Range: W/TAG, 200",
        "GET, Range: bytes=2-4 | If-Range: TIME, 206",
        "GET, Range: bytes=2-4 | If-Range: EARLIER, 200",
        "GET, Range: bytes=2-4 | If-Range: LATER, 200",
        "GET, Range: bytes=2-4 | If-Range: nonsense, 200",
        "GET, If-Range: TAG, 200",
        "HEAD, Range: bytes=2-4, 200",
        "GET, Range: BYTES=2-4, 206",
        "GET, Range: bytes=+2-4, 200",
        "GET, Range: bytes=2--1, 200",
        "GET, Range: bytes=2-99999999999999999999, 200",
        "GET, Range: bytes=2-4 | Range: bytes=5-6, 200",
        "GET, 'Range: bytes=2-4,6-7', 200",
        "GET, Range: lines=2-4, 200"
    })
    @DisplayName(
            "RFC 9110 sections 13.2.2, 13.1.5 and 14.2: which condition counts, and which range")
    void precedence(String method, String lines, int status) throws Exception {
        try (Front front = new Front(served())) {
            Message plain = front.ask("HEAD /a.txt");
            String[] headers =
                    lines.replace("TAG", plain.field("ETag"))
                            .replace("TIME", plain.field("Last-Modified"))
                            .replace("LATER", "Thu, 01 Jan 2099 00:00:00 GMT")
                            .replace("EARLIER", "Thu, 01 Jan 2015 00:00:00 GMT")
                            .split(" \\| ");
            Message answer = front.ask(method + " /a.txt", headers);
            assertThat(answer.status()).isEqualTo(status);
            if (status == 200) {
                assertThat(answer.field("Content-Length")).isEqualTo("10");
            } else if (status == 206) {
                assertThat(answer.text()).isEqualTo("234");
            }
        }
    }

    @Test
    @DisplayName("a file that is not there matches no *, and conditions come before ranges")
    void anyOfNone() throws Exception {
        try (Front front = new Front(served())) {
            assertThat(front.ask("GET /nothing", "If-None-Match: *").status()).isEqualTo(200);
            assertThat(front.ask("GET /a.txt", "If-None-Match: *", "Range: bytes=-0").status())
                    .isEqualTo(304);
            assertThat(front.ask("GET /a.txt", "Range: bytes=-0", "If-Range: \"x\"").text())
                    .isEqualTo("0123456789");
        }
    }

    @ParameterizedTest(name = "{0} is refused for a file, and left to the application elsewhere")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethods(String method) throws Exception {
        try (Front front = new Front(served())) {
            Message answer = front.ask(method + " /a.txt", "Content-Length: 0");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
            assertThat(front.ask(method + " /b", "Content-Length: 0").text())
                    .isEqualTo("application");
        }
    }

    @Test
    @DisplayName("the longest alias wins, of files and directories; what is not there is 404 there")
    void aliases() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("c.css"), "css");
        BreakwaterBuilder builder =
                served().urlAlias("/static", root.resolve("docs"))
                        .urlAlias("/static/more/", other)
                        .urlAlias("/favicon.ico", root.resolve("a.txt"));
        try (Front front = new Front(builder)) {
            assertThat(front.ask("GET /static/deep/b.txt").text()).isEqualTo("b");
            assertThat(front.ask("GET /static/more/c.css").text()).isEqualTo("css");
            assertThat(front.ask("GET /static/").text()).isEqualTo("index");
            assertThat(front.ask("GET /static").field("Location")).isEqualTo("/static/");
            assertThat(front.ask("GET /static/more/deep/b.txt").status()).isEqualTo(404);
            assertThat(front.ask("GET /favicon.ico").text()).isEqualTo("0123456789");
            assertThat(front.ask("GET /favicon.ico/x").status()).isEqualTo(404);
            assertThat(front.ask("GET /staticx").text()).isEqualTo("application");
        }
    }

    @Test
    @DisplayName("mounts come before files")
    void mountsFirst() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("up"));
                Front front = new Front(served().mount("/docs/", upstream.url()))) {
            assertThat(front.ask("GET /docs/index.html").text()).isEqualTo("up");
            assertThat(front.ask("GET /a.txt").text()).isEqualTo("0123456789");
        }
    }

    @Test
    @DisplayName("a large file arrives whole")
    void largeFile() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(root.resolve("large.bin"), bytes);
        try (Front front = new Front(served())) {
            assertThat(front.ask("GET /large.bin").body()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest(name = "{0}={1} is refused: {2}")
    @CsvSource({
        "document-root, relative, is not the absolute path",
        "document-root, /does/not/exist, is not the absolute path",
        "document-root, /etc/hostname, is not a directory",
        "directory-index, ../index.html, is not a name",
        "directory-index, .index, is not a name",
        "url-aliases.x.path, /x, is missing",
        "url-aliases.x.target, /tmp, is missing"
    })
    void wrong(String key, String value, String problem) {
        assertThat(catchThrowable(() -> Breakwater.builder().set(key, value).options()))
                .hasMessageContaining(problem);
    }
}
