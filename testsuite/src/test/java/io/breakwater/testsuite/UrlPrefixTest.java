package io.breakwater.testsuite;

import static io.breakwater.testsuite.peers.Echo.environ;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.Waitress;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --url-prefix /foo} beside a real Waitress with {@code url_prefix=/foo} (B-19). */
class UrlPrefixTest {
    @AutoClose private static BreakwaterProcess breakwater;
    @AutoClose private static BreakwaterProcess withRoute;
    @AutoClose private static Waitress waitress;

    @BeforeAll
    static void start() {
        waitress = Waitress.start("url_prefix=/foo");
        breakwater = BreakwaterProcess.startServer("--url-prefix", "/foo");
        withRoute =
                BreakwaterProcess.startServer(
                        "--url-prefix", "/foo", "--proxy-mount-point", "/", waitress.url());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("SCRIPT_NAME, PATH_INFO and QUERY_STRING are Waitress's")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # request target            | PATH_INFO    | QUERY_STRING
                    /foo                        | ''           | ''
                    /foo/                       | /            | ''
                    /foo/x                      | /x           | ''
                    /foo//x                     | //x          | ''
                    /foo//                      | //           | ''
                    //foo/x                     | /x           | ''
                    ///foo                      | ''           | ''
                    /foo/foo/x                  | /foo/x       | ''
                    /foo;v=1/x                  | /foo;v=1/x   | ''
                    /foo?x=1                    | ''           | x=1
                    /foobar                     | /foobar      | ''
                    /foobar/x                   | /foobar/x    | ''
                    /FOO/x                      | /FOO/x       | ''
                    /                           | /            | ''
                    /bar                        | /bar         | ''
                    /%66oo/x                    | /x           | ''
                    /foo/%2e%2e/x               | /../x        | ''
                    /foo/../y                   | /../y        | ''
                    /x/../foo/y                 | /x/../foo/y  | ''
                    http://www.example.com/foo/x | /x          | ''
                    """)
    void sameAsWaitress(String target, String pathInfo, String query) {
        Split expected = new Split("/foo", pathInfo, query);
        assertThat(waitress("GET", target)).as("Waitress").isEqualTo(expected);
        assertThat(breakwater("GET", target)).as("Breakwater").isEqualTo(expected);
    }

    @Test
    @DisplayName("OPTIONS * has no path to take a prefix from")
    void asterisk() {
        Split expected = new Split("/foo", "*", "");
        assertThat(waitress("OPTIONS", "*")).as("Waitress").isEqualTo(expected);
        assertThat(breakwater("OPTIONS", "*")).as("Breakwater").isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @DisplayName("known differences")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # target               | Waitress | Breakwater | reason
                    /foo%2Fx               | /x       | /foo/x     | B-19: an encoded slash is no boundary
                    http://www.example.com | ''       | /          | RFC 9110 4.2.3: an empty path is /
                    """)
    void differs(String target, String waitress, String breakwater, String reason) {
        assertThat(waitress("GET", target))
                .as("Waitress")
                .isEqualTo(new Split("/foo", waitress, ""));
        assertThat(breakwater("GET", target))
                .as(reason)
                .isEqualTo(new Split("/foo", breakwater, ""));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("known differences on a host with routes: dot segments are refused (P-2)")
    @ValueSource(strings = {"/foo/%2e%2e/x", "/foo/../y", "/x/../foo/y"})
    void refused(String target) {
        assertThat(send(withRoute.port(), "GET", target).status()).isEqualTo(400);
        assertThat(send(withRoute.port(), "GET", "/foo/x").status()).isEqualTo(200);
    }

    private static Split breakwater(String method, String target) {
        return Split.of(Whoami.of(send(breakwater.port(), method, target)).environ());
    }

    private static Split waitress(String method, String target) {
        return Split.of(environ(send(waitress.port(), method, target)));
    }

    private static RawResponse send(int port, String method, String target) {
        try (RawClient client = RawClient.connect(port)) {
            return client.send(method + " " + target + " HTTP/1.1\r\nHost: www.example.com\r\n\r\n")
                    .read();
        }
    }

    /** What an application feels of a prefix. */
    private record Split(String scriptName, String pathInfo, String query) {
        static Split of(Map<String, String> environ) {
            return new Split(
                    environ.get("SCRIPT_NAME"),
                    environ.get("PATH_INFO"),
                    environ.get("QUERY_STRING"));
        }
    }
}
