package io.breakwater.testsuite;

import static io.breakwater.testsuite.peers.Echo.environ;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.ApacheModWsgi;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Nginx;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawRequest;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.RawUpstream;
import io.breakwater.testsuite.peers.Waitress;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The runnable jar in front of real applications: mounts, a virtual host and a default upstream. */
class AsProxyTest {
    private static final String CLIENT = "127.0.0.5";
    private static final String HOST = "www.example.com";
    private static final String PUBLIC = "http://www.example.com";
    private static final String[] FORGED = {
        "X-Forwarded-For: 198.51.100.66",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Scheme: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 4444",
        "X-Forwarded-Server: evil.example",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-SSL: on",
        "Forwarded: for=198.51.100.66",
        "Proxy: http://evil.example/",
        "Connection: close"
    };

    @AutoClose private static RawUpstream recorder;
    @AutoClose private static Waitress waitress;
    @AutoClose private static Waitress prefixed;
    @AutoClose private static ApacheModWsgi modWsgi;
    @AutoClose private static ApacheModWsgi believing;
    @AutoClose private static Nginx files;
    @AutoClose private static BreakwaterProcess breakwater;
    private static int port;

    @BeforeAll
    static void start() {
        recorder = RawUpstream.start();
        waitress = Waitress.trusting();
        prefixed = Waitress.trusting("url_prefix=/shop");
        modWsgi = ApacheModWsgi.start();
        believing =
                ApacheModWsgi.trusting(
                        "X-Forwarded-For X-Forwarded-Scheme X-Forwarded-Host X-Forwarded-Port");
        files = Nginx.files(Map.of("css/site.css", "p {}", "api/users", "a file"));
        String options =
                """
                --proxy-mount-point /api/ %s
                --proxy-mount-point /shop/ %s
                --proxy-mount-point /wsgi/ %s
                --proxy-mount-point /believing/ %s
                --proxy-mount-point /recorded/ %s
                --proxy-mount-point / %s
                --proxy-virtual-host static.example.com %s
                """
                        .formatted(
                                waitress.url(),
                                prefixed.url(),
                                modWsgi.url(),
                                believing.url(),
                                recorder.url(),
                                modWsgi.url(),
                                files.url());
        breakwater = BreakwaterProcess.startServer(options.strip().split("\\s+"));
        port = breakwater.port();
    }

    @Nested
    @DisplayName("a mount")
    class Mount {
        @Test
        @DisplayName(
                "Waitress sees /api/users as /users, with the client's address, host, port and scheme")
        void waitress() {
            assertThat(environ(get("/api/users?id=7", FORGED)))
                    .containsEntry("PATH_INFO", "/users")
                    .containsEntry("QUERY_STRING", "id=7")
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("HTTP_HOST", HOST)
                    .containsEntry("SERVER_PORT", "80")
                    .containsEntry("wsgi.url_scheme", "http")
                    .containsEntry("HTTP_X_FORWARDED_PREFIX", "/api")
                    .containsEntry("HTTP_X_FORWARDED_SCHEME", "http");
        }

        @Test
        @DisplayName(
                "mod_wsgi sees each of the seven forwarding headers, and what a client forged of none")
        void modWsgi() {
            assertThat(environ(get("/wsgi/users", FORGED)))
                    .containsEntry("PATH_INFO", "/users")
                    .containsEntry("HTTP_X_FORWARDED_FOR", CLIENT)
                    .containsEntry("HTTP_X_FORWARDED_PROTO", "http")
                    .containsEntry("HTTP_X_FORWARDED_SCHEME", "http")
                    .containsEntry("HTTP_X_FORWARDED_HOST", HOST)
                    .containsEntry("HTTP_X_FORWARDED_PORT", "80")
                    .containsEntry("HTTP_X_FORWARDED_PREFIX", "/wsgi")
                    .containsKey("HTTP_X_FORWARDED_SERVER")
                    .doesNotContainValue("evil.example")
                    .doesNotContainKeys("HTTP_X_FORWARDED_SSL", "HTTP_FORWARDED", "HTTP_PROXY");
        }

        @Test
        @DisplayName("mod_wsgi that trusts us believes them")
        void believingModWsgi() {
            assertThat(environ(get("/believing/users", FORGED)))
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("HTTP_HOST", HOST)
                    .containsEntry("SERVER_PORT", "80")
                    .containsEntry("wsgi.url_scheme", "http");
        }

        @Test
        @DisplayName(
                "on the wire each of them is there once, and the rest of the path is as the client wrote it")
        void onTheWire() {
            String host = HOST + ":8000";
            RawResponse response =
                    RawClient.get(
                            CLIENT,
                            port,
                            host,
                            "/recorded/a%2Fb;c=1/%C3%A4?q=%2F",
                            "Connection: X-Named, close",
                            "X-Named: 1");
            assertThat(response.status()).isEqualTo(200);
            RawRequest request = recorder.take();
            assertThat(request.requestLine()).isEqualTo("GET /a%2Fb;c=1/%C3%A4?q=%2F HTTP/1.1");
            assertThat(request.headers("X-Forwarded-For")).containsExactly(CLIENT);
            assertThat(request.headers("X-Forwarded-Proto")).containsExactly("http");
            assertThat(request.headers("X-Forwarded-Scheme")).containsExactly("http");
            assertThat(request.headers("X-Forwarded-Host")).containsExactly(host);
            assertThat(request.headers("X-Forwarded-Port")).containsExactly("8000");
            assertThat(request.headers("X-Forwarded-Prefix")).containsExactly("/recorded");
            assertThat(request.headers("X-Forwarded-Server")).hasSize(1);
            assertThat(request.headers("Host")).containsExactly("127.0.0.1:" + recorder.port());
            assertThat(request.headers("Via")).hasSize(1);
            assertThat(request.headers("X-Named")).isEmpty();
        }

        @Test
        @DisplayName("the bare prefix redirects to the mount and keeps the query")
        void barePrefix() {
            RawResponse response = get("/api?q=1");
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.header("Location")).contains("/api/?q=1");
        }

        @Test
        @DisplayName("a name that only begins like the mount is not in it")
        void segmentBoundary() {
            assertThat(environ(get("/apifoo")))
                    .containsEntry("PATH_INFO", "/apifoo")
                    .doesNotContainKey("HTTP_X_FORWARDED_PREFIX");
        }

        @Test
        @DisplayName("a posted body arrives")
        void body() {
            try (RawClient client = RawClient.from(CLIENT, port)) {
                RawResponse response =
                        client.send(
                                        "POST /api/echo-body HTTP/1.1\r\nHost: "
                                                + HOST
                                                + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                                .read();
                assertThat(response.text()).isEqualTo("abcde");
            }
        }
    }

    @Nested
    @DisplayName("a redirect of the application comes back under the mount")
    class Redirects {
        @Test
        @DisplayName("to the server's own address")
        void internal() {
            assertThat(location("/api/redirect-internal")).isEqualTo(PUBLIC + "/api/target");
            assertThat(location("/wsgi/redirect-internal")).isEqualTo(PUBLIC + "/wsgi/target");
        }

        @Test
        @DisplayName("to a URL of an environment that knows nothing of us")
        void environment() {
            assertThat(location("/wsgi/redirect")).isEqualTo(PUBLIC + "/wsgi/target");
            assertThat(location("/wsgi/static-dir")).isEqualTo(PUBLIC + "/wsgi/static-dir/");
        }

        @Test
        @DisplayName("of Apache's own, to a directory")
        void apacheDirectory() {
            assertThat(location("/wsgi/files")).isEqualTo(PUBLIC + "/wsgi/files/");
        }

        @Test
        @DisplayName("that already names the public URL and the prefix stays as it is")
        void alreadyPublic() {
            assertThat(location("/shop/redirect")).isEqualTo(PUBLIC + "/shop/target");
            assertThat(location("/shop/redirect-path")).isEqualTo("/shop/target");
        }

        @Test
        @DisplayName("and its cookies belong to the mount")
        void cookies() {
            assertThat(get("/api/cookie").headers("Set-Cookie"))
                    .containsExactlyInAnyOrder(
                            "session=1; Path=/api; HttpOnly", "seen=1; Path=/api", "bare=1");
        }
    }

    @Nested
    @DisplayName("a virtual host")
    class VirtualHost {
        @Test
        @DisplayName("serves its name, whatever is mounted")
        void isolated() {
            assertThat(virtual("/css/site.css").text()).isEqualTo("p {}");
            assertThat(virtual("/api/users").text()).isEqualTo("a file");
        }

        @Test
        @DisplayName("its upstream's redirects name the virtual host")
        void redirect() {
            assertThat(virtual("/css").header("Location"))
                    .contains("http://static.example.com/css/");
        }

        private RawResponse virtual(String target) {
            return RawClient.get(CLIENT, port, "static.example.com", target);
        }
    }

    @Nested
    @DisplayName("mount /")
    class DefaultUpstream {
        @Test
        @DisplayName("takes what is left, strips nothing and has no prefix")
        void takesTheRest() {
            assertThat(environ(get("/users")))
                    .containsEntry("PATH_INFO", "/users")
                    .containsEntry("HTTP_X_FORWARDED_FOR", CLIENT)
                    .containsEntry("HTTP_X_FORWARDED_HOST", HOST)
                    .doesNotContainKey("HTTP_X_FORWARDED_PREFIX");
            assertThat(location("/redirect")).isEqualTo(PUBLIC + "/target");
        }
    }

    private static RawResponse get(String target, String... headerLines) {
        return RawClient.get(CLIENT, port, HOST, target, headerLines);
    }

    private static String location(String target) {
        return get(target).header("Location").orElseThrow();
    }
}
