package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** B-22, on a real server. */
class HostGateTest {
    private static LiveServer gated(UnaryOperator<BreakwaterBuilder> more) {
        BreakwaterBuilder builder =
                Breakwater.builder()
                        .serverName("www.example.com")
                        .serverAliases("*.shop.example.com", "example.net")
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders("X-Forwarded-For", "X-Forwarded-Host");
        return new LiveServer(more.apply(builder).build(LiveServer::application));
    }

    private static String status(String response) {
        return response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    private static String statusFor(LiveServer server, String host) throws IOException {
        return status(server.send("GET / HTTP/1.1", "Host: " + host));
    }

    @Test
    void names_are_compared_in_any_case_without_port_and_final_dot() throws IOException {
        try (LiveServer server = gated(UnaryOperator.identity())) {
            for (String host :
                    new String[] {
                        "www.example.com",
                        "WWW.Example.com:8080",
                        "www.example.com.",
                        "a.shop.example.com",
                        "a.b.shop.example.com",
                        "example.net"
                    }) {
                assertThat(statusFor(server, host)).as(host).isEqualTo("200");
            }
            for (String host :
                    new String[] {
                        "evil.example",
                        "example.com",
                        "shop.example.com",
                        "evilshop.example.com",
                        "localhost",
                        "www.example.com.evil"
                    }) {
                assertThat(statusFor(server, host)).as(host).isEqualTo("403");
            }
        }
    }

    @Test
    void the_host_is_the_one_that_was_decided() throws IOException { // S23
        try (LiveServer server = gated(UnaryOperator.identity())) {
            assertThat(
                            status(
                                    server.send(
                                            "GET / HTTP/1.1",
                                            "Host: backend",
                                            "X-Forwarded-Host: www.example.com")))
                    .isEqualTo("200");
            assertThat(
                            status(
                                    server.send(
                                            "GET / HTTP/1.1",
                                            "Host: www.example.com",
                                            "X-Forwarded-Host: evil")))
                    .isEqualTo("403");
            assertThat(
                            status(
                                    server.sendFrom(
                                            "127.0.0.2",
                                            "GET / HTTP/1.1",
                                            "Host: backend",
                                            "X-Forwarded-Host: www.example.com")))
                    .isEqualTo("403");
        }
    }

    @Test
    void a_request_without_host_is_refused() throws IOException {
        try (LiveServer server = gated(UnaryOperator.identity())) {
            assertThat(status(server.send("GET / HTTP/1.0"))).isEqualTo("403");
        }
    }

    @Test
    void probe_paths_pass_for_reading_only_and_exactly() throws IOException {
        try (LiveServer server = gated(b -> b.probePaths("/healthz"))) {
            assertThat(status(server.send("GET /healthz HTTP/1.1", "Host: 10.0.0.5")))
                    .isEqualTo("200");
            assertThat(
                            status(
                                    server.send(
                                            "POST /healthz HTTP/1.1",
                                            "Host: 10.0.0.5",
                                            "Content-Length: 0")))
                    .isEqualTo("403");
            assertThat(status(server.send("GET /healthz/x HTTP/1.1", "Host: 10.0.0.5")))
                    .isEqualTo("403");
            assertThat(status(server.send("GET /%68ealthz HTTP/1.1", "Host: 10.0.0.5")))
                    .isEqualTo("403");
        }
    }

    @Test
    void localhost_passes_only_from_this_machine_and_only_if_nobody_forwarded_it()
            throws IOException {
        try (LiveServer server = gated(b -> b.set("allow-localhost", "true"))) {
            for (String host : new String[] {"localhost", "127.0.0.1:8080", "[::1]"}) {
                assertThat(statusFor(server, host)).as(host).isEqualTo("200");
            }
            assertThat(statusFor(server, "other")).isEqualTo("403");
            assertThat(
                            status(
                                    server.send(
                                            "GET / HTTP/1.1",
                                            "Host: localhost",
                                            "X-Forwarded-For: 203.0.113.5")))
                    .isEqualTo("403");
            assertThat(
                            status(
                                    server.sendFrom(
                                            "127.0.0.2",
                                            "GET / HTTP/1.1",
                                            "Host: localhost",
                                            "X_Real_IP: 203.0.113.5")))
                    .isEqualTo("403");
        }
        try (LiveServer server = gated(UnaryOperator.identity())) {
            assertThat(statusFor(server, "localhost")).isEqualTo("403");
        }
    }

    @Test
    void refusals_can_be_421() throws IOException {
        try (LiveServer server = gated(b -> b.set("server-name-status", "421"))) {
            assertThat(statusFor(server, "evil")).isEqualTo("421");
        }
    }

    @Test
    void the_name_without_www_redirects_and_no_other_name_does() throws IOException {
        try (LiveServer server = gated(b -> b.set("redirect-www", "true"))) {
            assertThat(server.send("GET /a%20b?x=%0d HTTP/1.1", "Host: example.com:8080"))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: http://www.example.com:8080/a%20b?x=%0d\r\n");
            assertThat(statusFor(server, "evil.example")).isEqualTo("403");
        }
    }
}
