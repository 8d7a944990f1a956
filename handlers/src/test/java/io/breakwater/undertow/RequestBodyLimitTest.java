package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** P-18: max-request-body, where the application reads the body. */
class RequestBodyLimitTest {
    @Test
    void lets_a_body_through_that_is_as_long_as_it_may_be() throws IOException {
        assertThat(answer(OptionalLong.of(4), "Content-Length: 4", "", "1234"))
                .startsWith("HTTP/1.1 200 ")
                .contains("read=4");
    }

    @Test
    void refuses_a_longer_one_before_it_comes() throws IOException {
        assertThat(answer(OptionalLong.of(4), "Content-Length: 5", ""))
                .startsWith("HTTP/1.1 413 ")
                .doesNotContain("read=");
    }

    @Test
    void refuses_a_longer_one_that_does_not_tell_its_length() throws IOException {
        assertThat(answer(OptionalLong.of(4), "Transfer-Encoding: chunked", "", "5", "12345", "0"))
                .startsWith("HTTP/1.1 413 ")
                .doesNotContain("read=");
    }

    @Test
    void lets_a_short_one_through_that_does_not_tell_its_length() throws IOException {
        assertThat(answer(OptionalLong.of(4), "Transfer-Encoding: chunked", "", "4", "1234", "0"))
                .startsWith("HTTP/1.1 200 ")
                .contains("read=4");
    }

    @Test
    void lets_requests_without_a_body_through() throws IOException {
        assertThat(answer(OptionalLong.of(0), "X: y")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void lets_any_body_through_without_a_limit() throws IOException {
        assertThat(answer(OptionalLong.empty(), "Content-Length: 5", "", "12345"))
                .contains("read=5");
    }

    private static String answer(OptionalLong limit, String... linesAfterHost) throws IOException {
        BlockingHandler application =
                new BlockingHandler(
                        exchange ->
                                exchange.getResponseSender()
                                        .send(
                                                "read="
                                                        + exchange.getInputStream()
                                                                .readAllBytes()
                                                                .length));
        try (LiveServer server = new LiveServer(new RequestBodyLimit(limit, application))) {
            String[] lines = new String[linesAfterHost.length + 3];
            lines[0] = "POST / HTTP/1.1";
            lines[1] = "Host: x";
            lines[2] = "Connection: close";
            System.arraycopy(linesAfterHost, 0, lines, 3, linesAfterHost.length);
            return server.sendRaw(String.join("\r\n", lines) + "\r\n\r\n");
        }
    }
}
