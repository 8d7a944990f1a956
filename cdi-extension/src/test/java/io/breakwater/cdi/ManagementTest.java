package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-21: how those who look after a server find out how it is. */
class ManagementTest {
    private static final String[] KEYS = {
        "management-listen", "127.0.0.1:0",
        "mounts.api.path", "/api/",
        "mounts.api.upstream", "http://127.0.0.1:1/"
    };

    private static Served served() {
        return new Served(exchange -> exchange.getResponseSender().send("application"), KEYS);
    }

    @Test
    @DisplayName("live and ready")
    void liveAndReady() throws Exception {
        try (Served served = served()) {
            assertThat(Served.get(served.managementUrl() + "live").body()).isEqualTo("live\n");
            assertThat(Served.get(served.managementUrl() + "ready").statusCode()).isEqualTo(200);
            assertThat(Served.get(served.managementUrl() + "x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("metrics of routes and targets, in Prometheus's text")
    void metrics() throws Exception {
        try (Served served = served()) {
            assertThat(Served.get(served.url() + "api/x").statusCode()).isEqualTo(503);
            assertThat(Served.get(served.url() + "x").statusCode()).isEqualTo(200);
            // counted once the answers are complete, which their clients may know before; and read
            // of upstreams a little later
            HttpResponse<String> answer = Served.get(served.managementUrl() + "metrics");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!isCounted(answer.body()) && System.nanoTime() < deadline) {
                answer = Served.get(served.managementUrl() + "metrics");
            }
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            String target = "{route=\"api\",target=\"http://127.0.0.1:1/\"}";
            assertThat(answer.body())
                    .contains("breakwater_upstream_requests_total" + target)
                    .contains(
                            "breakwater_upstream_failures_total{error=\"refused\",route=\"api\",target=\"http://127.0.0.1:1/\"} 1.0")
                    .contains("breakwater_requests_seconds_count{status=\"5xx\"} 1")
                    .contains("breakwater_requests_seconds_count{status=\"2xx\"} 1")
                    .contains("breakwater_configuration_stale 0.0")
                    .contains("breakwater_ready 1.0");
        }
    }

    private static boolean isCounted(String metrics) {
        return metrics.contains("{status=\"2xx\"} 1")
                && metrics.lines()
                        .anyMatch(
                                line ->
                                        line.startsWith(
                                                        "breakwater_upstream_failures_total{error=\"refused\"")
                                                && line.endsWith(" 1.0"));
    }

    @Test
    @DisplayName("nothing of it where the public comes, and nothing at all unless it is asked for")
    void notInPublic() throws Exception {
        try (Served served = served()) {
            for (String path : new String[] {"live", "ready", "metrics"}) {
                assertThat(Served.get(served.url() + path).body()).isEqualTo("application");
            }
            assertThat(served.server().urls()).hasSize(1);
        }
        try (Served served =
                new Served(exchange -> exchange.getResponseSender().send("application"))) {
            assertThat(served.server().managementAddresses()).isEmpty();
        }
    }
}
