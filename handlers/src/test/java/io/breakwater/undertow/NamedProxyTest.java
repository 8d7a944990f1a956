package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** B-4: proxies with headers, hop rules and secrets of their own. 127.0.0.1 is the edge, 127.0.0.2 inside, 127.0.0.3 nobody. */
class NamedProxyTest {
    private static final String SECRET = "correct-horse-battery";

    private static LiveServer server() {
        return new LiveServer(
                Breakwater.builder()
                        .trustedProxies("127.0.0.2")
                        .trustedProxyHeaders("X-Forwarded-For")
                        .set("proxies.edge.addresses", "127.0.0.1")
                        .set("proxies.edge.headers", "CF-Connecting-IP")
                        .set("proxies.edge.secret-header", "X-Edge-Secret")
                        .set("proxies.edge.secret", SECRET)
                        .build(LiveServer::application));
    }

    @Test
    void each_proxy_is_read_by_its_own_header() throws IOException {
        String[] request = {
            "GET / HTTP/1.1",
            "Host: h",
            "CF-Connecting-IP: 203.0.113.1",
            "X-Forwarded-For: 203.0.113.2",
            "X-Edge-Secret: " + SECRET
        };
        try (LiveServer server = server()) {
            assertThat(server.send(request))
                    .contains("client=203.0.113.1 ")
                    .doesNotContain("X-Forwarded-For")
                    .doesNotContain("Secret");
            assertThat(server.sendFrom("127.0.0.2", request))
                    .contains("client=203.0.113.2 ")
                    .doesNotContain("CF-")
                    .doesNotContain("Secret");
            assertThat(server.sendFrom("127.0.0.3", request))
                    .contains("client=127.0.0.3 ")
                    .doesNotContain("203.0.113")
                    .doesNotContain("Secret");
        }
    }

    @Test
    void the_right_address_without_the_secret_is_a_strangers() throws IOException {
        try (LiveServer server = server()) {
            String[] none = {"GET / HTTP/1.1", "Host: h", "CF-Connecting-IP: 203.0.113.1"};
            assertThat(server.send(none))
                    .contains("client=127.0.0.1 ")
                    .contains("verdict=untrusted")
                    .doesNotContain("203.0.113.1");
            String[] wrong = {
                "GET / HTTP/1.1", "Host: h", "CF-Connecting-IP: 203.0.113.1", "X-Edge-Secret: wrong"
            };
            assertThat(server.send(wrong)).contains("client=127.0.0.1 ").doesNotContain("Secret");
            String[] twice = {
                "GET / HTTP/1.1",
                "Host: h",
                "CF-Connecting-IP: 203.0.113.1",
                "X-Edge-Secret: wrong",
                "X-Edge-Secret: " + SECRET
            };
            assertThat(server.send(twice)).contains("client=127.0.0.1 ");
        }
    }

    @Test
    void an_address_that_needs_a_secret_is_no_trusted_hop_for_others() throws IOException {
        try (LiveServer server = server()) {
            assertThat(
                            server.sendFrom(
                                    "127.0.0.2",
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-For: 203.0.113.2, 127.0.0.1"))
                    .contains("client=127.0.0.1 0\n");
        }
    }

    @Test
    void half_a_secret_refuses_the_start() {
        assertThatThrownBy(
                        () ->
                                Breakwater.builder()
                                        .set("proxies.edge.addresses", "127.0.0.1")
                                        .set("proxies.edge.secret", "short")
                                        .options())
                .hasMessageContaining("breakwater.proxies.edge.secret-header: is missing");
    }
}
