package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import io.breakwater.options.BreakwaterOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-2: the embedded server on a unix socket. */
class UnixListenTest {
    @TempDir private Path directory;

    private BreakwaterOptions options(String trusted) {
        return Breakwater.builder()
                .set("listen", "unix:" + socket() + " 127.0.0.1:0")
                .set("listen-unix-mode", "0600")
                .trustedProxies(trusted)
                .trustedProxyHeaders("X-Forwarded-For")
                .options();
    }

    private Path socket() {
        return directory.resolve("b.sock");
    }

    private String ask(String... lines) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
                InputStream in = Channels.newInputStream(channel)) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void a_peer_is_unix_and_trusted_by_that_name() throws IOException {
        String[] request = {"GET /x HTTP/1.1", "Host: h", "X-Forwarded-For: 203.0.113.5"};
        for (String[] row : new String[][] {{"unix", "203.0.113.5"}, {"loopback", "0.0.0.0"}}) {
            try (BreakwaterServer server = new BreakwaterServer()) {
                server.start(
                        options(row[0]),
                        exchange ->
                                exchange.getResponseSender()
                                        .send(
                                                exchange.getSourceAddress()
                                                        .getAddress()
                                                        .getHostAddress()));
                assertThat(server.urls().get(0)).isEqualTo("unix:" + socket());
                assertThat(server.urls().get(1)).startsWith("http://127.0.0.1:");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                        .isEqualTo("rw-------");
                assertThat(ask(request)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + row[1]);
            }
            assertThat(socket()).doesNotExist();
        }
    }

    @Test
    void a_socket_that_is_answered_at_is_not_taken() throws IOException {
        try (BreakwaterServer first = new BreakwaterServer();
                BreakwaterServer second = new BreakwaterServer()) {
            first.start(options("unix"), exchange -> exchange.getResponseSender().send("first"));
            assertThatThrownBy(() -> second.start(options("unix"), exchange -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot listen on unix:" + socket() + ": something answers there");
            assertThat(ask("GET / HTTP/1.1", "Host: h")).endsWith("first");
        }
    }
}
