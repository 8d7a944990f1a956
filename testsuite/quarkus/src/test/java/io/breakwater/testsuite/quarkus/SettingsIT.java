package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import org.junit.jupiter.api.Test;

/** What a Quarkus application's configuration does to it. */
class SettingsIT {
    @Test
    void refuses_all_that_is_wrong_in_one_report() {
        assertThat(
                        QuarkusProcess.refusal(
                                "breakwater.trusted-proxies=localhost",
                                "breakwater.vai=x",
                                "quarkus.http.proxy.proxy-address-forwarding=true",
                                "quarkus.http.proxy.use-proxy-protocol=true"))
                .contains(
                        "4 problems in the Breakwater configuration:",
                        "- breakwater.trusted-proxies: \"localhost\"",
                        "- breakwater.vai: \"x\"",
                        "- quarkus.http.proxy.proxy-address-forwarding: \"true\" believes the left-most address",
                        "Remove it and all other quarkus.http.proxy keys",
                        "- quarkus.http.proxy.use-proxy-protocol: \"true\" believes PROXY headers of everybody",
                        "(from system property quarkus.http.proxy.use-proxy-protocol)");
    }

    @Test
    void gates_hosts_and_cuts_the_prefix() {
        try (QuarkusProcess quarkus =
                QuarkusProcess.start(
                        "breakwater.server-name=www.example.com",
                        "breakwater.redirect-www=true",
                        "breakwater.allow-localhost=true",
                        "breakwater.probe-paths=/seen",
                        "breakwater.url-scheme=https",
                        "breakwater.url-prefix=/shop",
                        "breakwater.url-prefix-strict=true")) {
            int port = quarkus.port();
            assertThat(RawClient.get(port, "www.example.com", "/shop/seen?q=1").text())
                    .contains(
                            "\"path\":\"/seen\"",
                            "\"absolute\":\"https://www.example.com/shop/seen?q=1\"");
            assertThat(RawClient.get(port, "www.example.com", "/seen").status()).isEqualTo(404);
            assertThat(RawClient.get(port, "www.example.com", "/shop?q=1").header("Location"))
                    .contains("/shop/?q=1");
            assertThat(RawClient.get(port, "evil.example", "/shop/where").status()).isEqualTo(403);
            RawResponse redirect = RawClient.get(port, "example.com", "/shop/where");
            assertThat(redirect.status()).isEqualTo(301);
            assertThat(redirect.header("Location")).contains("https://www.example.com/shop/where");
            assertThat(RawClient.get(port, "evil.example", "/shop/seen").status()).isEqualTo(200);
            assertThat(RawClient.get(port, "localhost", "/shop/where").status()).isEqualTo(303);
            assertThat(
                            RawClient.get(
                                            "127.0.0.2",
                                            port,
                                            "localhost",
                                            "/shop/where",
                                            "X-Forwarded-For: 127.0.0.1")
                                    .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void decides_inside_what_Quarkus_wraps_around_requests() {
        try (QuarkusProcess quarkus =
                QuarkusProcess.start(
                        "quarkus.http.limits.max-body-size=1M",
                        "quarkus.shutdown.timeout=1",
                        "breakwater.trusted-proxies=loopback",
                        "breakwater.trusted-proxy-headers=Forwarded")) {
            assertThat(
                            RawClient.get(
                                            quarkus.port(),
                                            "a",
                                            "/seen",
                                            "Forwarded: for=\"[2001:db8::1]\";proto=https;host=www.example.com")
                                    .text())
                    .contains(
                            "\"remote\":\"2001:db8:0:0:0:0:0:1\"",
                            "\"absolute\":\"https://www.example.com/seen\"");
        }
    }

    @Test
    void observes_without_changing_anything() {
        try (QuarkusProcess quarkus =
                QuarkusProcess.start(
                        "breakwater.mode=observe",
                        "breakwater.trusted-proxies=loopback",
                        "breakwater.trusted-proxy-headers=X-Forwarded-For")) {
            assertThat(
                            RawClient.get(
                                            quarkus.port(),
                                            "a",
                                            "/seen",
                                            "X-Forwarded-For: 203.0.113.5")
                                    .text())
                    .contains(
                            "\"remote\":\"127.0.0.1\"",
                            "\"verdict\":\"forwarded\"",
                            "\"x-forwarded-for\":[\"203.0.113.5\"]");
            assertThat(RawClient.get(quarkus.port(), "a", "/seen", "X-Forwarded-For: x").status())
                    .isEqualTo(200);
        }
    }
}
