package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-2: a front end that reaches Breakwater through the file system. */
class UnixSocketTest {
    private static final String CLIENT = "127.0.0.3";
    private static final String HOST = "www.example.com";

    @TempDir private Path directory;

    private Whoami askThrough(Nginx nginx) {
        return Whoami.ask(CLIENT, nginx.port(), HOST, "/cart");
    }

    @Test
    @DisplayName("nginx is believed where unix is trusted, and nobody where only loopback is")
    void nginx() throws IOException {
        Files.setPosixFilePermissions( // nginx's workers are nobody
                directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path socket = directory.resolve("b.sock");
        String[][] rows = {{"unix", CLIENT}, {"loopback", ""}};
        for (String[] row : rows) {
            try (BreakwaterProcess breakwater =
                            BreakwaterProcess.startServer(
                                    "--unix-socket",
                                    socket.toString(),
                                    "--unix-socket-perms",
                                    "0666",
                                    "--trusted-proxy",
                                    row[0],
                                    "--trusted-proxy-headers",
                                    "X-Forwarded-For");
                    Nginx nginx =
                            Nginx.server(
                                    "location / { proxy_pass http://unix:"
                                            + socket
                                            + "; proxy_set_header X-Forwarded-For $remote_addr;"
                                            + " proxy_set_header Host $host; }\n")) {
                assertThat(breakwater.port()).isPositive();
                assertThat(askThrough(nginx).environ()).containsEntry("REMOTE_ADDR", row[1]);
                assertThat(askThrough(nginx).environ()).containsEntry("PATH_INFO", "/cart");
            }
            assertThat(socket).doesNotExist();
        }
    }
}
