package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cdi.BreakwaterServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the demo tells people to try comes out as it says. */
class DemoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<BreakwaterServer> servers =
            Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8));
    private final String front = servers.get(0).urls().get(0);
    private final String back = servers.get(1).urls().get(0);

    @AfterEach
    void close() {
        servers.forEach(BreakwaterServer::close);
    }

    @Test
    void says_where_both_listen() {
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Breakwater listens on " + front + " " + back + "\n");
    }

    @Test
    void does_not_believe_what_is_forged_at_the_front() throws Exception {
        assertThat(get(front, "X-Forwarded-For", "203.0.113.5"))
                .contains("\"REMOTE_ADDR\":\"127.0.0.1\"")
                .contains("\"outcome\":\"stripped\"");
    }

    @Test
    void tells_the_one_behind_the_public_url() throws Exception {
        assertThat(get(front + "app/hello", "X-Forwarded-Host", "evil.example"))
                .contains("\"url\":\"" + front + "app/hello\"")
                .contains("\"SCRIPT_NAME\":\"/app\"")
                .doesNotContain("evil.example");
    }

    @Test
    void believes_a_trusted_proxy() throws Exception {
        assertThat(get(back, "X-Forwarded-For", "203.0.113.5"))
                .contains("\"REMOTE_ADDR\":\"203.0.113.5\"");
    }

    private static String get(String url, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header(header, value).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
