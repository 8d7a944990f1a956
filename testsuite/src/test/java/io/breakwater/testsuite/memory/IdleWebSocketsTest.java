package io.breakwater.testsuite.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-9: what a WebSocket costs that nobody speaks on. {@code -Dmemory.websockets=5000} for more of them. */
class IdleWebSocketsTest {
    private static final int WEB_SOCKETS = Integer.getInteger("memory.websockets", 1000);
    private static final int BEFORE = 50;
    private static final long HEAP_BYTES_EACH = 20 * 1024;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String RESPONSE =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    private final List<Tunnel> tunnels = new ArrayList<>();

    /** Both ends of a WebSocket. */
    private record Tunnel(Socket client, Socket upstream) {
        static Tunnel open(int port, ServerSocket server) throws IOException {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            client.setSoTimeout(TIMEOUT_MILLIS);
            client.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            Socket upstream = server.accept();
            upstream.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(head(upstream)).startsWith("GET / ");
            upstream.getOutputStream().write(RESPONSE.getBytes(US_ASCII));
            assertThat(head(client)).startsWith("HTTP/1.1 101 ");
            return new Tunnel(client, upstream);
        }

        private static String head(Socket from) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = from.getInputStream().read();
                assertThat(next).as(head.toString()).isNotNegative();
                head.append((char) next);
            }
            return head.toString();
        }

        void speak() throws IOException {
            pass(client, upstream);
            pass(upstream, client);
        }

        private static void pass(Socket from, Socket to) throws IOException {
            byte[] frame = {(byte) 0x82, 3, 1, 2, 3};
            from.getOutputStream().write(frame);
            assertThat(to.getInputStream().readNBytes(frame.length)).isEqualTo(frame);
        }
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Tunnel tunnel : tunnels) {
            tunnel.client.close();
            tunnel.upstream.close();
        }
    }

    @Test
    @DisplayName(
            "P-9: an idle WebSocket holds 20 KB of heap at most, and still carries what is sent")
    void heap() throws Exception {
        try (ServerSocket server = server();
                BreakwaterProcess breakwater =
                        BreakwaterProcess.startServer(
                                "--proxy-mount-point",
                                "/",
                                "http://127.0.0.1:" + server.getLocalPort() + "/",
                                "--proxy-timeout",
                                "600")) {
            requireDescriptors(Path.of("/proc/self/limits"));
            requireDescriptors(Path.of("/proc", String.valueOf(breakwater.pid()), "limits"));
            open(BEFORE, breakwater, server);
            long before = breakwater.liveHeapBytes();
            open(WEB_SOCKETS, breakwater, server);
            long each = (breakwater.liveHeapBytes() - before) / WEB_SOCKETS;

            System.out.println(WEB_SOCKETS + " idle WebSockets: " + each + " bytes of heap each");
            assertThat(each).isLessThanOrEqualTo(HEAP_BYTES_EACH);
            for (Tunnel tunnel : tunnels) {
                tunnel.speak();
            }
        }
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setSoTimeout(TIMEOUT_MILLIS);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return server;
    }

    private void open(int count, BreakwaterProcess breakwater, ServerSocket server)
            throws IOException {
        for (int i = 0; i < count; i++) {
            tunnels.add(Tunnel.open(breakwater.port(), server));
        }
    }

    /** A JVM raises its limit as far as it may. */
    private static void requireDescriptors(Path limits) throws IOException {
        int needed = 2 * (WEB_SOCKETS + BEFORE) + 500;
        String allowed =
                Files.readAllLines(limits).stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .map(line -> line.split("\\s+")[3])
                        .findFirst()
                        .orElse("unlimited");
        assumeTrue(
                allowed.equals("unlimited") || Long.parseLong(allowed) >= needed,
                "needs " + needed + " open files, and may have " + allowed);
    }
}
