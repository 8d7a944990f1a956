package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.breakwater.options.UpstreamOptions.ClientCertStyle;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** P-4 and RFC 9440: what an upstream learns of certificates, ours and the client's. */
class ClientCertificateTest {
    @TempDir private static Path directory;

    @BeforeAll
    static void certificates() throws Exception {
        Certificates.selfSigned(directory, "server", "dns:localhost,ip:127.0.0.1");
        Certificates.selfSigned(directory, "ours", "dns:breakwater.example");
        Certificates.selfSigned(directory, "client", "dns:client.example");
    }

    @Nested
    @DisplayName("An upstream that asks who we are")
    class Ours {
        private ScriptedUpstream demanding() throws Exception {
            SSLContext context = Certificates.context(directory, "server", "ours");
            return ScriptedUpstream.answering(
                    Listener.mutualTls(context, "localhost"), ScriptedUpstream.ok("welcome"));
        }

        @Test
        @DisplayName("is shown tls.certificate")
        void shown() throws Exception {
            try (ScriptedUpstream upstream = demanding();
                    Front front =
                            Front.mounted(
                                    "/api/",
                                    upstream,
                                    r ->
                                            r.tlsTrust(directory.resolve("server.pem"))
                                                    .tlsIdentity(
                                                            directory.resolve("ours.pem"),
                                                            directory.resolve("ours.key")))) {
                assertThat(front.ask("GET /api/x").text()).isEqualTo("welcome");
            }
        }

        @Test
        @DisplayName("and is shown none, makes it 502")
        void missing() throws Exception {
            try (ScriptedUpstream upstream = demanding();
                    Front front =
                            Front.mounted(
                                    "/api/",
                                    upstream,
                                    r -> r.tlsTrust(directory.resolve("server.pem")))) {
                Message answer = front.ask("GET /api/x");
                assertThat(answer.status()).isEqualTo(502);
                assertThat(answer.field("Proxy-Status")) // TLS 1.3 refuses after the handshake
                        .isIn(
                                "breakwater; error=tls_protocol_error",
                                "breakwater; error=connection_terminated");
                assertThat(upstream.requests()).isEmpty();
            }
        }
    }

    /** A Breakwater that asks its clients for certificates. */
    private static final class TlsFront implements AutoCloseable {
        private final Breakwater breakwater;
        private final Undertow undertow;

        TlsFront(BreakwaterBuilder builder) throws Exception {
            breakwater = builder.build(exchange -> {});
            undertow =
                    Undertow.builder()
                            .addHttpsListener(
                                    0,
                                    "127.0.0.1",
                                    Certificates.context(directory, "server", "client"))
                            .setSocketOption(
                                    Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUESTED)
                            .setHandler(breakwater)
                            .build();
            undertow.start();
        }

        Message ask(SSLContext client, String... headerLines) throws Exception {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            try (Wire wire =
                    Wire.of(
                            client.getSocketFactory()
                                    .createSocket("127.0.0.1", address.getPort()))) {
                wire.send(Front.request("GET /x", headerLines));
                return wire.read();
            }
        }

        @Override
        public void close() {
            undertow.stop();
            breakwater.close();
        }
    }

    @Nested
    @DisplayName("An upstream with client-cert=rfc9440")
    class Theirs {
        private Message received(
                BreakwaterBuilder builder,
                ClientCertStyle style,
                SSLContext client,
                String... headerLines)
                throws Exception {
            try (ScriptedUpstream upstream = ScriptedUpstream.answering(ScriptedUpstream.ok("x"));
                    TlsFront front =
                            new TlsFront(
                                    builder.mount("/", upstream.url(), r -> r.clientCert(style)))) {
                assertThat(front.ask(client, headerLines).status()).isEqualTo(200);
                return upstream.request();
            }
        }

        private SSLContext client() throws Exception {
            return Certificates.context(directory, "client", "server");
        }

        private SSLContext nobody() throws Exception {
            return Certificates.contextOfNobody(directory, "server");
        }

        @Test
        @DisplayName("is told the certificate of the connection")
        void ofTheConnection() throws Exception {
            Message request = received(Breakwater.builder(), ClientCertStyle.RFC9440, client());
            assertThat(request.field("Client-Cert"))
                    .isEqualTo(Certificates.item(directory, "client"));
            assertThat(request.has("Client-Cert-Chain")).isFalse();
        }

        @Test
        @DisplayName("is told of no certificate that a client only wrote down")
        void forged() throws Exception { // S13
            String forged = Certificates.item(directory, "client");
            for (String[] lines :
                    new String[][] {
                        {"Client-Cert: " + forged},
                        {"client_cert: " + forged, "Client-Cert-Chain: " + forged}
                    }) {
                Message request =
                        received(Breakwater.builder(), ClientCertStyle.RFC9440, nobody(), lines);
                assertThat(request.headerLines())
                        .noneMatch(line -> line.toLowerCase().startsWith("client"));
            }
        }

        @Test
        @DisplayName("is told what a trusted proxy tells, chain included")
        void ofATrustedProxy() throws Exception {
            String leaf = Certificates.item(directory, "client");
            String issuer = Certificates.item(directory, "ours");
            Message request =
                    received(
                            Breakwater.builder()
                                    .trustedProxies("127.0.0.1")
                                    .trustedProxyHeaders("Client-Cert"),
                            ClientCertStyle.RFC9440,
                            nobody(),
                            "Client-Cert: " + leaf,
                            "Client-Cert-Chain: " + issuer + " , " + leaf);
            assertThat(request.field("Client-Cert")).isEqualTo(leaf);
            assertThat(request.field("Client-Cert-Chain")).isEqualTo(issuer + ", " + leaf);
        }

        @Test
        @DisplayName("does not take a trusted proxy's own certificate for its clients'")
        void notOfTheProxy() throws Exception {
            for (String[] lines : new String[][] {{"X-Forwarded-For: 192.0.2.1"}, {}}) {
                BreakwaterBuilder trusting =
                        Breakwater.builder()
                                .trustedProxies("127.0.0.1")
                                .trustedProxyHeaders("X-Forwarded-For");
                Message request = received(trusting, ClientCertStyle.RFC9440, client(), lines);
                assertThat(request.has("Client-Cert")).isFalse();
            }
        }

        @Test
        @DisplayName("is the only one that is told")
        void notByDefault() throws Exception {
            Message request =
                    received(
                            Breakwater.builder(),
                            ClientCertStyle.NONE,
                            client(),
                            "Client-Cert: " + Certificates.item(directory, "client"));
            assertThat(request.has("Client-Cert")).isFalse();
        }
    }
}
