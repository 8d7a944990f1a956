package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B-19 on a real server: the rows are Waitress's where the rule does not differ. */
class UrlPrefixTest {
    private static LiveServer server(UnaryOperator<io.breakwater.BreakwaterBuilder> more) {
        return new LiveServer(
                more.apply(Breakwater.builder().urlPrefix("/foo")).build(LiveServer::application));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "/foo, /foo|",
        "/foo/, /foo|/",
        "/foo/x, /foo|/x",
        "/foo//x, /foo|//x",
        "/foo//, /foo|//",
        "//foo/x, /foo|/x",
        "///foo, /foo|",
        "/foo/foo/x, /foo|/foo/x",
        "/foo;v=1/x, /foo|/foo;v=1/x",
        "/foobar, /foo|/foobar",
        "/FOO/x, /foo|/FOO/x",
        "/, /foo|/",
        "/bar, /foo|/bar",
        "/%66oo/x, /foo|/x",
        "/foo%2Fx, /foo|/foo%2Fx",
        "/foo/a%2Fb;c, /foo|/a%2Fb;c",
        "http://h/foo/x, /foo|/x"
    })
    void the_prefix_is_always_shown_and_is_cut_on_a_segment_boundary(
            String target, String shownAndRest) throws IOException {
        try (LiveServer server = server(UnaryOperator.identity())) {
            assertThat(server.send("GET " + target + " HTTP/1.1", "Host: h"))
                    .contains("public=" + shownAndRest + "\n");
        }
    }

    @Test
    void handlers_of_undertow_dispatch_on_the_rest() throws IOException {
        try (LiveServer server = server(UnaryOperator.identity())) {
            assertThat(server.send("GET //foo/a%20b;v=1/c%2Fd HTTP/1.1", "Host: h"))
                    .contains("path=/foo|/a b/c%2Fd\n");
        }
    }

    @Test
    void a_strict_prefix_is_all_there_is() throws IOException {
        try (LiveServer server = server(b -> b.set("url-prefix-strict", "true"))) {
            assertThat(server.send("GET /bar HTTP/1.1", "Host: h")).startsWith("HTTP/1.1 404 ");
            assertThat(server.send("GET /foobar HTTP/1.1", "Host: h")).startsWith("HTTP/1.1 404 ");
            assertThat(server.send("GET /foo/x HTTP/1.1", "Host: h")).startsWith("HTTP/1.1 200 ");
            assertThat(server.send("GET /foo?q HTTP/1.1", "Host: h"))
                    .startsWith("HTTP/1.1 302 ")
                    .contains("Location: /foo/?q\r\n");
            assertThat(server.send("POST //foo HTTP/1.1", "Host: h", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 307 ")
                    .contains("Location: /foo/\r\n");
        }
    }

    @Test
    void a_prefix_that_a_trusted_proxy_tells_is_shown_instead_and_ours_is_still_cut()
            throws IOException {
        try (LiveServer server =
                server(
                        b ->
                                b.trustedProxies("127.0.0.1")
                                        .trustedProxyHeaders("X-Forwarded-Prefix"))) {
            String[] request = {"GET /foo/x HTTP/1.1", "Host: h", "X-Forwarded-Prefix: /outer"};
            assertThat(server.send(request)).contains("public=/outer|/x\n");
            assertThat(server.sendFrom("127.0.0.2", request)).contains("public=/foo|/x\n");
        }
    }
}
