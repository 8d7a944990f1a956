package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import io.breakwater.undertow.WhoamiHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** B-23, S11: 127.0.0.1 is the load balancer, 127.0.0.2 a stranger; 198.51.100.7 is a proxy behind which clients are. */
class ProxyProtocolTest {
    private static final byte[] V2_SIGNATURE = {
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
    };
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.5\r\nConnection: close\r\n\r\n";

    private final BreakwaterServer server = new BreakwaterServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static BreakwaterOptions options(String... keysAndValues) {
        List<Setting> settings = new java.util.ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1], "test"));
        }
        return OptionsReader.read(Settings.of(settings)).orThrow();
    }

    private void start() {
        server.start(
                options(
                        "listen", "127.0.0.1:0",
                        "listen-proxy-protocol", "true",
                        "proxy-protocol-trusted", "127.0.0.1",
                        "trusted-proxies", "198.51.100.7",
                        "trusted-proxy-headers", "X-Forwarded-For"),
                new WhoamiHandler());
    }

    private String send(String from, byte[] header, String requests) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress("127.0.0.1", server.addresses().get(0).port()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(header);
            bytes.writeBytes(requests.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes.toByteArray());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException closedWithoutReading) {
            return "";
        }
    }

    private static byte[] v1(String source) {
        return ("PROXY TCP4 " + source + " 192.0.2.1 4711 80\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] v2(int command, int... source) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(V2_SIGNATURE);
        header.write(0x20 | command);
        header.write(command == 0 ? 0 : 0x11);
        header.write(0);
        header.write(command == 0 ? 0 : 12);
        if (command == 1) {
            for (int octet : source) {
                header.write(octet);
            }
            header.writeBytes(new byte[] {(byte) 192, 0, 2, 1, 0x12, 0x67, 0, 80});
        }
        return header.toByteArray();
    }

    @Test
    void the_peer_is_whom_a_trusted_sender_names() throws IOException { // S11
        start();
        assertThat(send("127.0.0.1", v1("198.51.100.9"), REQUEST))
                .contains(
                        "\"REMOTE_ADDR\":\"198.51.100.9\",\"REMOTE_PORT\":\"4711\"",
                        "\"verdict\":\"untrusted\"");
        assertThat(send("127.0.0.1", v1("198.51.100.7"), REQUEST))
                .contains("\"REMOTE_ADDR\":\"203.0.113.5\"", "\"peer\":\"198.51.100.7:4711\"");
        assertThat(send("127.0.0.1", v2(1, 198, 51, 100, 7), REQUEST))
                .contains("\"REMOTE_ADDR\":\"203.0.113.5\"", "\"peer\":\"198.51.100.7:4711\"");
    }

    @Test
    void an_ipv4_client_on_an_ipv6_socket_is_an_ipv4_client() throws IOException {
        start();
        for (String source :
                List.of("::ffff:198.51.100.7", "::FFFF:c633:6407", "0:0:0:0:0:ffff:198.51.100.7")) {
            assertThat(send("127.0.0.1", v1inV6(source), REQUEST))
                    .as(source)
                    .contains("\"REMOTE_ADDR\":\"203.0.113.5\"", "\"peer\":\"198.51.100.7:4711\"");
        }
        assertThat(send("127.0.0.1", v1inV6("2001:db8::7"), REQUEST))
                .contains("\"REMOTE_ADDR\":\"2001:db8::7\"", "\"verdict\":\"untrusted\"");
    }

    private static byte[] v1inV6(String source) {
        return ("PROXY TCP6 " + source + " ::ffff:192.0.2.1 4711 80\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_header_may_come_in_pieces() throws IOException, InterruptedException {
        start();
        byte[] all =
                new String(v1inV6("::ffff:198.51.100.9"), StandardCharsets.US_ASCII)
                        .concat(REQUEST)
                        .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", server.addresses().get(0).port())) {
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            for (byte b : all) {
                socket.getOutputStream().write(b);
                Thread.yield();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"REMOTE_ADDR\":\"198.51.100.9\"");
        }
    }

    @Test
    void a_local_connection_is_the_senders_own() throws IOException {
        start();
        assertThat(send("127.0.0.1", v2(0), REQUEST))
                .contains("\"REMOTE_ADDR\":\"127.0.0.1\"", "\"verdict\":\"untrusted\"");
        byte[] unknown = "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(send("127.0.0.1", unknown, REQUEST))
                .contains("\"REMOTE_ADDR\":\"127.0.0.1\"", "\"verdict\":\"untrusted\"");
    }

    @Test
    void a_stranger_is_not_listened_to() throws IOException { // S11
        start();
        assertThat(send("127.0.0.2", v1("198.51.100.7"), REQUEST)).isEmpty();
        assertThat(send("127.0.0.2", new byte[0], REQUEST)).isEmpty();
    }

    @Test
    void a_connection_without_a_header_or_with_a_broken_one_is_closed() throws IOException {
        start();
        for (String header :
                new String[] {
                    "",
                    "PROXY TCP4 localhost 192.0.2.1 1 2\r\n",
                    "PROXY TCP4 198.51.100.7\r\n",
                    "PROXY TCP4 ::ffff:198.51.100.7 ::ffff:192.0.2.1 1 2\r\n",
                    "PROXY TCP6 198.51.100.7 192.0.2.1 1 2\r\n",
                    "PROXY TCP6 ::ffff:198.51.100.07 ::1 1 2\r\n",
                    "PROXY TCP6 ::ffff:198.51.100.256 ::1 1 2\r\n",
                    "PROXY TCP6 ::ffff:198.51.100.7 localhost 1 2\r\n",
                    "PROXY TCP6 ::ffff:198.51.100.7 ::1 1 2" + " ".repeat(200) + "\r\n",
                    "PROXY  TCP4 198.51.100.7 192.0.2.1 1 2\r\n"
                }) {
            assertThat(send("127.0.0.1", header.getBytes(StandardCharsets.US_ASCII), REQUEST))
                    .as(header)
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void every_request_of_a_connection_has_its_peer_and_the_next_connection_another()
            throws IOException {
        start();
        String two = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n" + REQUEST;
        assertThat(send("127.0.0.1", v1("198.51.100.9"), two).split("198\\.51\\.100\\.9:4711", -1))
                .hasSize(3);
        assertThat(send("127.0.0.1", v1("198.51.100.10"), REQUEST))
                .contains("198.51.100.10:4711")
                .doesNotContain("198.51.100.9");
    }

    @Test
    void headers_from_nobody_in_particular_refuse_the_start() {
        assertThatThrownBy(() -> options("listen", "127.0.0.1:0", "listen-proxy-protocol", "true"))
                .hasMessageContaining(
                        "breakwater.listen-proxy-protocol: \"true\" believes PROXY headers, but from nobody");
        assertThatThrownBy(
                        () ->
                                options(
                                        "listen-proxy-protocol",
                                        "true",
                                        "proxy-protocol-trusted",
                                        "0.0.0.0/0"))
                .hasMessageContaining("trusts much of the Internet");
    }
}
