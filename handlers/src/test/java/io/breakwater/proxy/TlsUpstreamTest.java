package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P-4: upstreams that speak TLS, and those that only say who they are. */
class TlsUpstreamTest {
    @TempDir private static Path directory;

    @BeforeAll
    static void certificates() throws Exception {
        Certificates.selfSigned(directory, "right", "dns:localhost,ip:127.0.0.1");
        Certificates.selfSigned(directory, "other", "dns:other.example");
    }

    private static Listener tls(String name, String host) throws Exception {
        return Listener.tls(Certificates.context(directory, name), host);
    }

    private static Front trusting(ScriptedUpstream upstream, String certificate) {
        return Front.mounted(
                "/api/", upstream, r -> r.tlsTrust(directory.resolve(certificate + ".pem")));
    }

    @Test
    @DisplayName(
            "requests are relayed over one connection whose certificate is trusted and is for the host")
    void relays() throws Exception {
        for (String host : new String[] {"localhost", "127.0.0.1"}) {
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    tls("right", host),
                                    conversation -> {
                                        for (; ; ) {
                                            String target = conversation.request().target();
                                            conversation.send(
                                                    "HTTP/1.1 103 Early Hints\r\n\r\n"
                                                            + ScriptedUpstream.ok(
                                                                    "for " + target,
                                                                    "Location: https://"
                                                                            + host
                                                                            + "/x"));
                                        }
                                    });
                    Front front = trusting(upstream, "right");
                    Wire wire = front.connect()) {
                for (int i = 0; i < 20; i++) {
                    wire.send(Front.request("GET /api/" + i));
                    assertThat(wire.read().text()).isEqualTo("for /" + i);
                }
                assertThat(upstream.connections()).isEqualTo(1);
                assertThat(upstream.request().field("Host")).isEqualTo(upstream.authority());
            }
        }
    }

    @Test
    @DisplayName("bodies of any size pass in both directions")
    void largeBodies() throws Exception {
        byte[] body = new byte[5 * 1024 * 1024];
        new Random(7).nextBytes(body);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                tls("right", "localhost"),
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: "
                                                        + request.body().length
                                                        + "\r\n\r\n");
                                        conversation.wire().send(request.body());
                                    }
                                });
                Front front = trusting(upstream, "right");
                Wire wire = front.connect()) {
            for (int i = 0; i < 2; i++) {
                wire.send(
                        "PUT /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n");
                wire.send(body);
                assertThat(wire.read().body()).isEqualTo(body);
            }
        }
    }

    private static void assertRefused(Front front, ScriptedUpstream upstream) throws Exception {
        Message answer = front.ask("GET /api/x");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("Proxy-Status")).isEqualTo("breakwater; error=tls_protocol_error");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    @DisplayName("a certificate that nobody trusted has signed is 502")
    void untrusted() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                tls("right", "localhost"), ScriptedUpstream.ok("x"));
                Front front = Front.mounted("/api/", upstream)) {
            assertRefused(front, upstream);
        }
    }

    @Test
    @DisplayName("a trusted certificate for another name is 502")
    void wrongName() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                tls("other", "localhost"), ScriptedUpstream.ok("x"));
                Front front = trusting(upstream, "other")) {
            assertRefused(front, upstream);
        }
    }

    @Test
    @DisplayName("tls.verify=false believes anybody")
    void unverified() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                tls("other", "localhost"), ScriptedUpstream.ok("fine"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .set("mounts.m.path", "/api/")
                                        .set("mounts.m.upstream", upstream.url())
                                        .set("mounts.m.tls.verify", "false"))) {
            assertThat(front.ask("GET /api/x").text()).isEqualTo("fine");
        }
    }

    @Test
    @DisplayName("an upstream that speaks no TLS is 502")
    void plain() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation ->
                                        conversation.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount(
                                                "/api/",
                                                upstream.url().replace("http:", "https:")))) {
            assertRefused(front, upstream);
        }
    }

    @Test
    @DisplayName("a handshake that is not answered ends with connect-timeout")
    void silent() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .mount(
                                                "/",
                                                "https://127.0.0.1:" + server.getLocalPort() + "/",
                                                r -> r.connectTimeout(Duration.ofMillis(300))))) {
            Message answer = front.ask("GET /x");
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.field("Proxy-Status"))
                    .isEqualTo("breakwater; error=connection_timeout");
        }
    }
}
