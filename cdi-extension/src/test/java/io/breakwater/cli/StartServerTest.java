package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cdi.BreakwaterServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartServerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shows_requests_when_there_is_nothing_else_to_serve() throws Exception {
        try (BreakwaterServer server = started("--port", "0")) {
            HttpResponse<String> response = get(server.urls().get(0) + "cart?x=1");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"PATH_INFO\":\"/cart\"");
        }
    }

    @Test
    void says_in_one_line_where_it_listens_with_real_ports() {
        try (BreakwaterServer server =
                started("--listen", "127.0.0.1:0", "--listen", "localhost:0")) {
            assertThat(server.addresses()).noneMatch(address -> address.port() == 0);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(
                            "Breakwater listens on http://127.0.0.1:%d/ http://localhost:%d/%n"
                                    .formatted(
                                            server.addresses().get(0).port(),
                                            server.addresses().get(1).port()));
        }
    }

    @Test
    void answers_404_when_requests_are_not_to_be_shown(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("x.properties"), "breakwater.whoami=false");
        try (BreakwaterServer server = started("--port", "0", "--config", file.toString())) {
            assertThat(get(server.urls().get(0)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void answers_404_with_its_page_or_document(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("lost.html"), "<p>lost");
        String root = directory.toString();
        try (BreakwaterServer plain = started("--port", "0", "--document-root", root);
                BreakwaterServer documented =
                        started(
                                "--port",
                                "0",
                                "--document-root",
                                root,
                                "--error-document",
                                "404",
                                "/lost.html")) {
            assertThat(get(plain.urls().get(0) + "x").body()).startsWith("Not Found\n");
            HttpResponse<String> response = get(documented.urls().get(0) + "x");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("<p>lost");
        }
    }

    @Test
    void does_not_start_what_is_disabled(@TempDir Path directory) throws Exception {
        Path file =
                Files.writeString(directory.resolve("x.properties"), "breakwater.enabled=false");
        CommandRun run = CommandRun.of("start-server", "--port", "0", "--config", file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("breakwater.enabled: \"false\" leaves nothing to start.");
    }

    @Test
    void leaves_nothing_behind_when_an_address_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertThatThrownBy(() -> started("--port", port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port + ": Address already in use");
            CommandRun run = CommandRun.of("start-server", "--port", port);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void stops_listening_when_it_is_closed() throws IOException {
        BreakwaterServer server = started("--port", "0");
        int port = server.addresses().get(0).port();
        server.close();
        server.close();
        assertThat(server.addresses()).isEmpty();
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    private BreakwaterServer started(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = CommandSpecs.START_SERVER;
        System.arraycopy(options, 0, words, 1, options.length);
        CommandLineSettings line =
                CommandLineSettings.of(
                        CommandSpecs.commandLine(words).parseArgs(words).subcommand());
        return StartServer.run(
                JarConfiguration.of(line), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
