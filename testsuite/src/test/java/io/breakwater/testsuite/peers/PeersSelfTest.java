package io.breakwater.testsuite.peers;

import static io.breakwater.testsuite.peers.Echo.environ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Each peer against its real program: the tests that use them can only be as right as this. */
class PeersSelfTest {
    private static final String CLIENT = "127.0.0.5";
    private static final String HOST = "www.example.com";

    @Nested
    @DisplayName("nginx in front of Waitress")
    class NginxInFront {
        @Test
        @DisplayName(
                "the lines of mod_wsgi's page carry the client, the host, the port and the scheme")
        void pageLines() {
            try (Waitress waitress = Waitress.trusting();
                    Nginx nginx = Nginx.front(waitress.port())) {
                assertThat(environ(RawClient.get(CLIENT, nginx.port(), HOST, "/some%20path?q=1")))
                        .containsEntry("REMOTE_ADDR", CLIENT)
                        .containsEntry("HTTP_HOST", HOST + ":" + nginx.port())
                        .containsEntry("SERVER_PORT", String.valueOf(nginx.port()))
                        .containsEntry("wsgi.url_scheme", "http")
                        .containsEntry("PATH_INFO", "/some path")
                        .containsEntry("QUERY_STRING", "q=1");
            }
        }

        @Test
        @DisplayName("TLS ends at nginx, and the scheme is https")
        void tls(@TempDir Path directory) {
            SelfSigned identity = SelfSigned.create(HOST, directory);
            try (Waitress waitress = Waitress.trusting();
                    Nginx nginx =
                            Nginx.tlsFront(
                                    waitress.port(),
                                    identity,
                                    "X-Forwarded-Proto $scheme",
                                    "X-Forwarded-Host $host");
                    RawClient client = RawClient.overTls(CLIENT, nginx.port(), HOST)) {
                assertThat(environ(client.get(HOST, "/")))
                        .containsEntry("wsgi.url_scheme", "https")
                        .containsEntry("HTTP_HOST", HOST)
                        .containsEntry("SERVER_PORT", "443");
            }
        }

        @Test
        @DisplayName("serves files, or answers by the lines of a test's own")
        void filesAndOwnLines() {
            try (Nginx files = Nginx.files(Map.of("css/site.css", "p {}"));
                    Nginx lines = Nginx.server("location / { return 418 $http_x_probe; }")) {
                assertThat(RawClient.get(files.port(), HOST, "/css/site.css").text())
                        .isEqualTo("p {}");
                assertThat(RawClient.get(lines.port(), HOST, "/", "X-Probe: seen").statusLine())
                        .contains("418");
            }
        }
    }

    @Nested
    @DisplayName("Apache in front of Waitress")
    class ApacheInFront {
        @Test
        @DisplayName(
                "mod_wsgi's end-to-end example: the public name, port 80, the client's address")
        void pageExample() {
            try (Waitress waitress = Waitress.trusting();
                    Apache apache = Apache.front(waitress.port())) {
                assertThat(environ(RawClient.get(CLIENT, apache.port(), HOST, "/somepath")))
                        .containsEntry("REMOTE_ADDR", CLIENT)
                        .containsEntry("HTTP_HOST", HOST)
                        .containsEntry("SERVER_PORT", "80")
                        .containsEntry("wsgi.url_scheme", "http");
            }
        }

        @Test
        @DisplayName(
                "without ProxyPreserveHost the back end sees its own name, and ProxyPassReverse maps redirects")
        void ownHost() {
            try (Waitress waitress = Waitress.start();
                    Apache apache = Apache.front(waitress.port(), "ProxyPreserveHost Off")) {
                assertThat(environ(RawClient.get(apache.port(), HOST, "/")))
                        .containsEntry("HTTP_HOST", "127.0.0.1:" + waitress.port());
                assertThat(
                                RawClient.get(apache.port(), HOST, "/redirect-internal")
                                        .header("Location"))
                        .contains("http://" + HOST + "/target");
            }
        }
    }

    @Test
    @DisplayName("HAProxy in front of Waitress: option forwardfor and set-header lines")
    void haproxyInFront() {
        try (Waitress waitress = Waitress.trusting();
                HaProxy haproxy = HaProxy.front(waitress.port())) {
            assertThat(environ(RawClient.get(CLIENT, haproxy.port(), HOST, "/x")))
                    .containsEntry("REMOTE_ADDR", CLIENT)
                    .containsEntry("SERVER_PORT", String.valueOf(haproxy.port()))
                    .containsEntry("wsgi.url_scheme", "http");
        }
    }

    @Nested
    @DisplayName("Apache with mod_wsgi")
    class ModWsgi {
        @Test
        @DisplayName("believes the headers it was told to, from 127.0.0.1 only")
        void trusting() {
            String[] forged = {
                "X-Forwarded-For: 203.0.113.5", "X-Forwarded-Proto: https",
                "X-Forwarded-Host: public.example", "X-Forwarded-Port: 443"
            };
            try (ApacheModWsgi apache =
                    ApacheModWsgi.trusting(
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "X-Forwarded-Host",
                            "X-Forwarded-Port")) {
                assertThat(environ(RawClient.get(apache.port(), HOST, "/x", forged)))
                        .containsEntry("REMOTE_ADDR", "203.0.113.5")
                        .containsEntry("HTTP_HOST", "public.example")
                        .containsEntry("SERVER_PORT", "443")
                        .containsEntry("wsgi.url_scheme", "https");
                assertThat(environ(RawClient.get("127.0.0.2", apache.port(), HOST, "/x", forged)))
                        .containsEntry("REMOTE_ADDR", "127.0.0.2")
                        .containsEntry("HTTP_HOST", HOST)
                        .doesNotContainKey("HTTP_X_FORWARDED_FOR");
            }
        }

        @Test
        @DisplayName(
                "believes nothing and shows everything unless told to; its directory redirect names its own host")
        void plain() {
            try (ApacheModWsgi apache = ApacheModWsgi.start()) {
                String own = "127.0.0.1:" + apache.port();
                assertThat(
                                environ(
                                        RawClient.get(
                                                apache.port(),
                                                own,
                                                "/x",
                                                "X-Forwarded-Scheme: https")))
                        .containsEntry("HTTP_X_FORWARDED_SCHEME", "https")
                        .containsEntry("wsgi.url_scheme", "http");
                assertThat(RawClient.get(apache.port(), own, "/files").header("Location"))
                        .contains("http://" + own + "/files/");
            }
        }
    }

    @Nested
    @DisplayName("Waitress")
    class WaitressAlone {
        @Test
        @DisplayName(
                "redirects to an absolute URL of the environment, to its own address, to a path, to a directory")
        void redirects() {
            try (Waitress waitress = Waitress.start("url_prefix=/foo", "url_scheme=https")) {
                int port = waitress.port();
                assertThat(location(port, "/redirect"))
                        .isEqualTo("https://" + HOST + "/foo/target");
                assertThat(location(port, "/redirect-internal"))
                        .isEqualTo("http://127.0.0.1:" + port + "/target");
                assertThat(location(port, "/redirect-path")).isEqualTo("/foo/target");
                assertThat(location(port, "/static-dir"))
                        .isEqualTo("https://" + HOST + "/foo/static-dir/");
            }
        }

        @Test
        @DisplayName("returns the body that was posted")
        void body() {
            try (Waitress waitress = Waitress.start();
                    RawClient client = RawClient.connect(waitress.port())) {
                RawResponse response =
                        client.send(
                                        "POST /echo-body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                                .read();
                assertThat(response.text()).isEqualTo("abcde");
            }
        }

        @Test
        @DisplayName("listens on a unix socket")
        void unixSocket() throws Exception {
            try (Waitress waitress = Waitress.onUnixSocket();
                    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(waitress.socket()));
                Channels.newOutputStream(channel)
                        .write("GET /x HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));
                String answer =
                        new String(Channels.newInputStream(channel).readAllBytes(), "US-ASCII");
                assertThat(answer).contains("200 OK").contains("\"PATH_INFO\": \"/x\"");
            }
        }

        @Test
        @DisplayName("a second one beside it takes another port, and closing one leaves the other")
        void two() {
            try (Waitress kept = Waitress.start()) {
                try (Waitress closed = Waitress.start()) {
                    assertThat(closed.port()).isNotEqualTo(kept.port());
                }
                assertThat(RawClient.get(kept.port(), HOST, "/").status()).isEqualTo(200);
            }
        }
    }

    @Nested
    @DisplayName("starting and ending")
    class Life {
        @Test
        @DisplayName("a port that somebody took in between is exchanged for another")
        void takenPort() throws Exception {
            AtomicInteger attempts = new AtomicInteger();
            try (Socket thief = new Socket();
                    PeerProcess process =
                            PeerProcess.start(
                                    "waitress",
                                    place -> {
                                        if (attempts.incrementAndGet() == 1) {
                                            bind(thief, place.port());
                                        }
                                        return Waitress.command(place, "listen=" + place.address());
                                    })) {
                assertThat(attempts).hasValue(2);
                assertThat(process.place().port()).isNotEqualTo(thief.getLocalPort());
            }
        }

        @Test
        @DisplayName("a program that ends at its start fails the test with what it said")
        void endsAtStart() {
            Peers.require("nginx");
            assertThatThrownBy(() -> Nginx.server("no such directive;"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("unknown directive \"no\"");
        }

        @Test
        @DisplayName("closing ends the program and its children and leaves no file")
        void leavesNothing() {
            Apache apache = Apache.front(Place.freePort());
            List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
            apache.close();
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }

        private static void bind(Socket socket, int port) {
            try {
                socket.bind(new InetSocketAddress("127.0.0.1", port));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Nested
    @DisplayName("a program that is not installed")
    class Missing {
        @Test
        @DisplayName("skips the test and says so")
        void skips() {
            assertThatThrownBy(() -> Peers.missing("nginx", false))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("nginx is not installed: this peer test is skipped");
        }

        @Test
        @DisplayName("fails the test where peers are required")
        void fails() {
            assertThatThrownBy(() -> Peers.missing("nginx", true))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("nginx is not installed, and breakwater.peers=required");
        }
    }

    @Nested
    @DisplayName("the raw client and the raw upstream")
    class Raw {
        @Test
        @DisplayName(
                "bytes are recorded as sent, spelling and order kept, and answered as scripted")
        void bytesForBytes() {
            String head =
                    "PUT /a%2Fb?x HTTP/1.1\r\nhOST: h\r\nX-B:  2 \r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
            String body = "3;ext=1\r\nabc\r\n0\r\nX-Trailer: t\r\n\r\n";
            String answer =
                    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                            + "HTTP/1.1 200 Fine\r\nx-one: 1\r\nX-Two: 2\r\nX-One: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "2\r\nhi\r\n0\r\nX-End: yes\r\n\r\n";
            try (RawUpstream upstream = RawUpstream.start().answer("/a%2Fb", answer);
                    RawClient client = RawClient.from("127.0.0.2", upstream.port())) {
                client.send(head + body);
                assertThat(upstream.take()).isEqualTo(new RawRequest(head, body));
                assertThat(client.read().status()).isEqualTo(103);
                RawResponse response = client.read();
                assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 Fine");
                assertThat(response.headers().subList(0, 3))
                        .containsExactly(
                                new RawHeader("x-one", "1"),
                                new RawHeader("X-Two", "2"),
                                new RawHeader("X-One", "3"));
                assertThat(response.text()).isEqualTo("hi");
                assertThat(response.trailers()).containsExactly(new RawHeader("X-End", "yes"));
            }
        }

        @Test
        @DisplayName("one connection carries several requests; an ending answer ends it")
        void connections() {
            try (RawUpstream upstream =
                            RawUpstream.start()
                                    .answerAndEnd("/last", "HTTP/1.1 200 OK\r\n\r\nto the end");
                    RawClient client = RawClient.connect(upstream.port())) {
                assertThat(client.get("h", "/first").status()).isEqualTo(200);
                assertThat(client.get("h", "/last").text()).isEqualTo("to the end");
                assertThat(client.ended()).isTrue();
                assertThat(upstream.connections()).isEqualTo(1);
                assertThat(upstream.requests())
                        .extracting(RawRequest::rawTarget)
                        .containsExactly("/first", "/last");
            }
        }

        @Test
        @DisplayName("HEAD, 204 and a length without a body are told apart")
        void bodiless() {
            try (RawUpstream upstream =
                            RawUpstream.start()
                                    .answer("/head", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
                                    .answer("/none", "HTTP/1.1 204 No Content\r\n\r\n");
                    RawClient client = RawClient.connect(upstream.port())) {
                assertThat(
                                client.send("HEAD /head HTTP/1.1\r\nHost: h\r\n\r\n")
                                        .readHead()
                                        .header("content-length"))
                        .contains("5");
                assertThat(client.get("h", "/none").status()).isEqualTo(204);
                assertThat(client.get("h", "/other").text()).isEmpty();
            }
        }
    }

    private static String location(int port, String target) {
        return RawClient.get(port, HOST, target).header("Location").orElseThrow();
    }
}
