package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What whoami shows where a request says less than most do. */
class RequestEchoTest {
    @Test
    @DisplayName("without a Host, the URL names the port that was connected to")
    void withoutHost() throws Exception {
        try (LiveServer server =
                new LiveServer(Breakwater.builder().set("whoami", "true").build(e -> {}))) {
            String port = Integer.toString(server.port());
            assertThat(server.send("GET /x HTTP/1.0"))
                    .contains("\"SERVER_PORT\":\"" + port + "\"")
                    .contains("\"url\":\"http://127.0.0.1:" + port + "/x\"");
        }
    }
}
