package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** They are Quarkus's affair; what comes of them is what counts. */
    @Test
    void reads_profiles_and_expressions(@TempDir Path directory) throws IOException {
        Path more =
                Files.writeString(
                        directory.resolve("more.properties"),
                        """
                        pseudonym=front
                        breakwater.trusted-proxies=10.0.0.0/8, 127.0.0.1
                        breakwater.trusted-proxy-headers[0]=X-Forwarded-For
                        breakwater.trusted-proxy-headers[1]=X-Forwarded-Proto
                        breakwater.via=${pseudonym}-${host-number:1}
                        %prod.breakwater.url-prefix=/shop
                        %dev.breakwater.url-prefix=/nowhere
                        """);
        try (QuarkusProcess quarkus = QuarkusProcess.start("quarkus.config.locations=" + more)) {
            assertThat(
                            RawClient.get(
                                            quarkus.port(),
                                            "www.example.com",
                                            "/shop/seen",
                                            "X-Forwarded-For: 198.51.100.66, 203.0.113.5, 10.0.0.9",
                                            "X-Forwarded-Proto: https")
                                    .text())
                    .contains(
                            "\"remote\":\"203.0.113.5\"",
                            "\"absolute\":\"https://www.example.com/shop/seen\"",
                            "\"via\":\"front-1\"");
        }
    }

    @Test
    void lets_a_profile_of_properties_win_and_says_what_an_expression_misses() {
        assertThat(
                        QuarkusProcess.refusal(
                                "breakwater.trusted-proxies=127.0.0.1",
                                "%prod.breakwater.trusted-proxies=localhost",
                                "breakwater.via=${nobody.sets.this}"))
                .contains(
                        "2 problems in the Breakwater configuration:",
                        "- breakwater.trusted-proxies: \"localhost\"",
                        "- breakwater.via: \"${nobody.sets.this}\" refers to something that has no value");
    }
}
