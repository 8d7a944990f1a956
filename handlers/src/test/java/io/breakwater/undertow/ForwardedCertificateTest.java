package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-24: client certificates that a trusted proxy tells. 127.0.0.1 is the proxy, 127.0.0.2 a stranger. */
class ForwardedCertificateTest {
    @TempDir private static Path folder;

    private static String der;

    /** A certificate is made by the JDK's own keytool, so that the test does not outlive one. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("client.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "client",
                                "-dname",
                                "CN=alice",
                                "-keyalg",
                                "EC",
                                "-validity",
                                "1",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit",
                                "-storetype",
                                "PKCS12")
                        .redirectErrorStream(true)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = java.nio.file.Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        der = Base64.getEncoder().encodeToString(keys.getCertificate("client").getEncoded());
    }

    private static String pem(String lineEnd) {
        return "-----BEGIN CERTIFICATE-----"
                + lineEnd
                + der.replaceAll("(.{64})", "$1" + lineEnd)
                + lineEnd
                + "-----END CERTIFICATE-----"
                + lineEnd;
    }

    private static void application(HttpServerExchange exchange) throws Exception {
        SSLSessionInfo session = exchange.getConnection().getSslSessionInfo();
        String names =
                session == null
                        ? "nobody"
                        : Stream.of(session.getPeerCertificates())
                                .map(ForwardedCertificateTest::name)
                                .collect(Collectors.joining("+"));
        exchange.getResponseHeaders().put(io.undertow.util.Headers.SERVER, names);
        exchange.endExchange();
    }

    private static String name(Certificate certificate) {
        return ((X509Certificate) certificate).getSubjectX500Principal().getName();
    }

    private static LiveServer choosing(String header) {
        return new LiveServer(
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(header)
                        .build(ForwardedCertificateTest::application));
    }

    @Test
    void each_form_is_read_from_a_trusted_proxy_and_from_nobody_else() throws IOException { // S13
        String[][] rows = {
            {"Client-Cert", ":" + der + ":"},
            {"SSL_CLIENT_CERT", pem(" ")},
            {
                "X-SSL-Client-Cert",
                URLEncoder.encode(pem("\n"), StandardCharsets.US_ASCII).replace("+", "%20")
            },
            {"X-Amzn-Mtls-Clientcert", pem("\n").replace("\n", "%0A").replace(" ", "%20")},
        };
        for (String[] row : rows) {
            try (LiveServer server = choosing(row[0])) {
                String[] request = {"GET / HTTP/1.1", "Host: h", row[0] + ": " + row[1].trim()};
                assertThat(server.send(request)).as(row[0]).contains("Server: CN=alice\r\n");
                assertThat(server.sendFrom("127.0.0.2", request))
                        .as(row[0])
                        .contains("Server: nobody\r\n");
            }
        }
    }

    @Test
    void a_chain_counts_behind_its_leaf_only() throws IOException {
        try (LiveServer server = choosing("Client-Cert")) {
            String chain = "Client-Cert-Chain: :" + der + ":, :" + der + ":";
            assertThat(
                            server.send(
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "Client-Cert: :" + der + ":",
                                    chain))
                    .contains("Server: CN=alice+CN=alice+CN=alice\r\n");
            assertThat(server.send("GET / HTTP/1.1", "Host: h", chain))
                    .contains("Server: nobody\r\n");
        }
    }

    @Test
    void what_apache_says_of_clients_without_one_is_none() throws IOException {
        try (LiveServer apaches = choosing("SSL_CLIENT_CERT");
                LiveServer others = choosing("Client-Cert")) {
            assertThat(apaches.send("GET / HTTP/1.1", "Host: h", "SSL_CLIENT_CERT: (null)"))
                    .contains("Server: nobody\r\n");
            assertThat(
                            apaches.send(
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "SSL_CLIENT_CERT: (null)",
                                    "SSL_CLIENT_CERT: " + pem(" ").trim()))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(others.send("GET / HTTP/1.1", "Host: h", "Client-Cert: (null)"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void what_cannot_be_read_is_refused() throws IOException {
        try (LiveServer server = choosing("Client-Cert")) {
            for (String value :
                    new String[] {
                        "(no certificate)",
                        ":AAAA:",
                        ":" + der,
                        ":" + der + ":, :" + der.substring(4) + ":",
                        ":" + "A".repeat(17_000) + ":"
                    }) {
                assertThat(server.send("GET / HTTP/1.1", "Host: h", "Client-Cert: " + value))
                        .startsWith("HTTP/1.1 400 ")
                        .doesNotContain(value);
            }
        }
    }

    @Test
    void the_next_request_on_the_connection_has_no_certificate_of_the_one_before()
            throws IOException {
        try (LiveServer server = choosing("Client-Cert")) {
            String responses =
                    server.send(
                            "GET /1 HTTP/1.1",
                            "Host: h",
                            "Client-Cert: :" + der + ":",
                            "",
                            "GET /2 HTTP/1.1",
                            "Host: h");
            assertThat(responses.lines().filter(line -> line.startsWith("Server:")))
                    .containsExactly("Server: CN=alice", "Server: nobody");
        }
    }
}
