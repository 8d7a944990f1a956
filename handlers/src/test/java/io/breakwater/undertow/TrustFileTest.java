package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import io.breakwater.options.ConfigurationException;
import io.breakwater.proxy.LogRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-2: trust entries from a file. */
class TrustFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private Breakwater trusting(Path file) {
        return Breakwater.builder()
                .trustedProxies("file:" + file)
                .trustedProxyHeaders("X-Forwarded-For")
                .build(LiveServer::application);
    }

    private static String clientOf(LiveServer server) throws IOException {
        return server.send("GET / HTTP/1.1", "Host: h", "X-Forwarded-For: 203.0.113.5")
                        .contains("client=203.0.113.5 ")
                ? "believed"
                : "not believed";
    }

    private static void awaitClient(LiveServer server, String expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!clientOf(server).equals(expected) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(clientOf(server)).isEqualTo(expected);
    }

    @Test
    void a_changed_file_counts_without_a_restart_and_a_bad_one_changes_nothing() throws Exception {
        Path file = folder.resolve("proxies");
        Files.writeString(file, "# ours\n127.0.0.1  # the front end\n\n10.0.0.0/8\n");
        try (Breakwater breakwater = trusting(file);
                LiveServer server = new LiveServer(breakwater)) {
            assertThat(clientOf(server)).isEqualTo("believed");

            Files.writeString(file, "192.0.2.1\n");
            awaitClient(server, "not believed");

            try (LogRecords errors = new LogRecords("io.breakwater")) {
                Files.writeString(file, "127.0.0.1\nthe new one\n");
                assertThat(errors.await(PATIENCE)).contains("stay as they were").contains("line 2");
            }
            assertThat(clientOf(server)).isEqualTo("not believed");

            Files.writeString(file, "127.0.0.1\n192.0.2.1\n");
            awaitClient(server, "believed");
        }
    }

    @Test
    void a_bad_file_refuses_the_start_and_says_where() throws IOException {
        Path file = folder.resolve("proxies");
        Files.writeString(file, "127.0.0.1\n10.0.0.1/8\n0.0.0.0/0\n");
        assertThatThrownBy(() -> trusting(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "breakwater.trusted-proxies: \"10.0.0.1/8\" has bits set behind its prefix length (from "
                                + file
                                + " line 2).")
                .hasMessageContaining("\"0.0.0.0/0\" trusts much of the Internet")
                .hasMessageContaining(file + " line 3");
        assertThatThrownBy(() -> trusting(folder.resolve("absent")))
                .hasMessageContaining("cannot be read");
    }
}
