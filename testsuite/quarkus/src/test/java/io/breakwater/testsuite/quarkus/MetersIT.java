package io.breakwater.testsuite.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawUpstream;
import org.junit.jupiter.api.Test;

/** In an application with Quarkus's Micrometer, routes are in its metrics by themselves (P-21). */
class MetersIT {
    @Test
    void requests_to_upstreams_are_counted() {
        try (RawUpstream upstream = RawUpstream.start();
                QuarkusProcess quarkus =
                        QuarkusProcess.start(
                                "breakwater.listen=127.0.0.1:0",
                                "breakwater.mounts.api.path=/api/",
                                "breakwater.mounts.api.upstream=" + upstream.url())) {
            RawClient.get(quarkus.frontPort(), "www.example.com", "/api/x");
            RawClient.get(quarkus.frontPort(), "www.example.com", "/api/y");
            String line =
                    RawClient.get(quarkus.port(), "localhost", "/q/metrics")
                            .text()
                            .lines()
                            .filter(text -> text.startsWith("breakwater_upstream_requests_total"))
                            .findFirst()
                            .orElseThrow();
            assertThat(line)
                    .contains("route=\"api\"", "target=\"" + upstream.url() + "\"")
                    .endsWith(" 2.0");
        }
    }
}
