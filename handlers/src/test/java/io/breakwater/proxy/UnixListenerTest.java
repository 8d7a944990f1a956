package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import io.breakwater.io.UnixListener;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.OptionMap;

/** B-2: a server that listens on a unix socket, and who its peers are. */
@SuppressWarnings("try") // servers are there to be connected to
class UnixListenerTest {
    @TempDir private Path directory;

    /** Tells who it thinks has asked, or sends the body back. */
    private static void application(HttpServerExchange exchange) throws IOException {
        OutputStream out = exchange.getOutputStream();
        if (exchange.isRequestComplete()) {
            String told =
                    exchange.getSourceAddress().getAddress().getHostAddress()
                            + ":"
                            + exchange.getSourceAddress().getPort()
                            + " "
                            + exchange.getRequestURL();
            out.write(told.getBytes());
        } else {
            out.write(exchange.getInputStream().readAllBytes());
        }
        out.close();
    }

    private static final class Server implements AutoCloseable {
        private final Undertow undertow = Undertow.builder().setIoThreads(2).build();
        private final Breakwater breakwater;
        private final UnixListener listener;

        Server(Path path, String... trusted) throws IOException {
            breakwater =
                    Breakwater.builder()
                            .trustedProxies(trusted)
                            .trustedProxyHeaders("X-Forwarded-For")
                            .build(new BlockingHandler(UnixListenerTest::application));
            undertow.start();
            HttpOpenListener http =
                    new HttpOpenListener(
                            new DefaultByteBufferPool(true, 16 * 1024),
                            OptionMap.create(UndertowOptions.MAX_ENTITY_SIZE, -1L));
            http.setRootHandler(breakwater);
            try {
                listener =
                        UnixListener.open(
                                undertow.getWorker(),
                                path,
                                PosixFilePermissions.fromString("rw-rw----"),
                                http);
            } catch (IOException e) {
                undertow.stop();
                throw e;
            }
            listener.accept();
        }

        @Override
        public void close() throws IOException {
            listener.stop();
            undertow.stop();
            listener.close();
            breakwater.close();
        }
    }

    private Path socket() {
        return directory.resolve("b.sock");
    }

    private static Wire connect(Path path) throws IOException {
        return Wire.of(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Test
    @DisplayName(
            "the peer of a connection is unix: nobody's address, and trusted by that name alone")
    void peer() throws Exception {
        String[] asked = {"X-Forwarded-For: 203.0.113.5"};
        for (String[] row :
                new String[][] {
                    {"unix", "203.0.113.5:0"},
                    {"loopback", "0.0.0.0:0"},
                    {"0.0.0.0/32", "0.0.0.0:0"}
                }) {
            try (Server server = new Server(socket(), row[0]);
                    Wire wire = connect(socket())) {
                wire.send(Front.request("GET /x", asked));
                assertThat(wire.read().text()).isEqualTo(row[1] + " http://www.example.com/x");
            }
        }
    }

    @Test
    @DisplayName("requests follow each other on a connection, with bodies of any size")
    void keepAlive() throws Exception {
        byte[] body = new byte[3 * 1024 * 1024];
        new Random(7).nextBytes(body);
        try (Server server = new Server(socket(), "unix");
                Wire wire = connect(socket())) {
            for (int i = 0; i < 3; i++) {
                wire.send(
                        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
                wire.send(body);
                assertThat(wire.read().body()).isEqualTo(body);
            }
        }
    }

    @Test
    @DisplayName("a request of HTTP/1.0 without a host is served as well")
    void old() throws Exception {
        try (Server server = new Server(socket(), "unix");
                Wire wire = connect(socket())) {
            wire.send("GET /x HTTP/1.0\r\n\r\n");
            assertThat(wire.rest()).startsWith("HTTP/1.0 200 ").contains("0.0.0.0:0");
        }
    }

    @Test
    @DisplayName("the file has the permissions asked for and is gone when the server is")
    void file() throws Exception {
        try (Server server = new Server(socket(), "unix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-rw----");
            try (var files = Files.list(directory)) {
                assertThat(files).containsExactly(socket());
            }
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    @DisplayName("a socket that nobody answers at is replaced, one that somebody answers at is not")
    void stale() throws Exception {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(socket()));
        assertThatThrownBy(() -> new Server(socket(), "unix"))
                .isInstanceOf(BindException.class)
                .hasMessage("something answers there");
        dead.close();
        assertThat(socket()).exists();
        try (Server server = new Server(socket(), "unix");
                Wire wire = connect(socket())) {
            wire.send(Front.request("GET /x"));
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a file that is no socket is left alone")
    void noSocket() throws Exception {
        Files.writeString(socket(), "precious");
        assertThatThrownBy(() -> new Server(socket(), "unix"))
                .isInstanceOf(BindException.class)
                .hasMessage("it is there and is not a socket");
        assertThat(socket()).hasContent("precious");
    }

    @Test
    @DisplayName("the file of a server that has come after is not removed")
    void successor() throws Exception {
        Path aside = directory.resolve("aside.sock");
        Server first = new Server(socket(), "unix");
        Files.move(socket(), aside);
        try (Server second = new Server(socket(), "unix")) {
            first.close();
            assertThat(socket()).exists();
        }
    }
}
