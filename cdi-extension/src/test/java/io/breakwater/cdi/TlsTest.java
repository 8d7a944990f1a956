package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.undertow.WhoamiHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded server with TLS, and what it tells clients that come without. */
class TlsTest {
    @TempDir private static Path folder;
    private static Identity first;
    private static Identity wild;
    private static Identity rsa;

    @BeforeAll
    static void makeIdentities() throws Exception {
        first = Identity.make(folder, "first", "EC", "www.example.com");
        wild = Identity.make(folder, "wild", "EC", "*.shop.example");
        rsa = Identity.make(folder, "rsa", "RSA", "old.example");
    }

    private static Served served(String... more) {
        String[] keys = {
            "listen-tls",
            "127.0.0.1:0",
            "tls.certificate",
            first.certificate() + "," + wild.certificate() + "," + rsa.certificate(),
            "tls.key",
            first.key() + "," + wild.key() + "," + rsa.key()
        };
        String[] all = Arrays.copyOf(keys, keys.length + more.length);
        System.arraycopy(more, 0, all, keys.length, more.length);
        return new Served(TlsTest::application, all);
    }

    private static void application(HttpServerExchange exchange) throws Exception {
        new WhoamiHandler().handleRequest(exchange);
    }

    private static String subjectFor(Served served, @Nullable String name, String... protocols)
            throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        AnyCertificate.context()
                                .getSocketFactory()
                                .createSocket("127.0.0.1", served.tlsPort())) {
            socket.setSoTimeout(10_000);
            SSLParameters parameters = socket.getSSLParameters();
            if (name != null) {
                parameters.setServerNames(List.of(new SNIHostName(name)));
            }
            if (protocols.length > 0) {
                parameters.setProtocols(protocols);
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    @ParameterizedTest(name = "who asks for {0} gets {1}")
    @CsvSource({
        "www.example.com, CN=first",
        "WWW.EXAMPLE.COM, CN=first",
        "de.shop.example, CN=wild",
        "a.de.shop.example, CN=first",
        "shop.example, CN=first",
        "old.example, CN=rsa",
        "unknown.example, CN=first",
        ", CN=first"
    })
    void serverName(@Nullable String name, String subject) throws Exception {
        try (Served served = served()) {
            assertThat(subjectFor(served, name)).isEqualTo(subject);
            assertThat(subjectFor(served, name, "TLSv1.2")).isEqualTo(subject);
        }
    }

    static HttpResponse<String> get(String url, HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(AnyCertificate.context())
                .version(version)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName("clients choose HTTP/1.1 or HTTP/2 (ALPN); both are https")
    void protocols() throws Exception {
        try (Served served = served()) {
            String url = served.server().urls().get(1);
            assertThat(url).startsWith("https://");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> answer = get(url + "x", version);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).contains("\"wsgi.url_scheme\":\"https\"");
            }
        }
    }

    @ParameterizedTest(name = "{0} with {1}, which offers {2}: {3}")
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256, h2, h2",
        "TLSv1.3, TLS_AES_256_GCM_SHA384, http/1.1 h2, h2",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, h2 http/1.1, h2",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, h2, h2",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, h2 http/1.1, http/1.1",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, http/1.1, http/1.1",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, http/1.1, http/1.1",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, , ''"
    })
    @DisplayName("HTTP/2 is for every suite that RFC 9113 section 9.2 does not advise against")
    void suites(String version, String suite, @Nullable String offered, String agreed)
            throws Exception {
        try (Served served = served();
                SSLSocket socket =
                        (SSLSocket)
                                AnyCertificate.context()
                                        .getSocketFactory()
                                        .createSocket("127.0.0.1", served.tlsPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setCipherSuites(new String[] {suite});
            parameters.setApplicationProtocols(
                    offered == null ? new String[0] : offered.split(" "));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo(agreed);
        }
    }

    @Test
    @DisplayName("a certificate is read again when it changes; a broken one is not")
    void reloads() throws Exception {
        Identity own = Identity.make(folder, "own", "EC", "own.example");
        try (Served served =
                new Served(
                        TlsTest::application,
                        "listen-tls",
                        "127.0.0.1:0",
                        "tls.certificate",
                        own.certificate().toString(),
                        "tls.key",
                        own.key().toString())) {
            assertThat(subjectFor(served, "own.example")).isEqualTo("CN=own");
            Files.writeString(own.certificate(), "broken");
            Identity other = Identity.make(folder, "other", "EC", "own.example");
            assertThat(subjectFor(served, "own.example")).isEqualTo("CN=own");
            Files.copy(other.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(other.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
            String subject = "";
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!subject.equals("CN=other") && System.nanoTime() < deadline) {
                subject = subjectFor(served, "own.example");
            }
            assertThat(subject).isEqualTo("CN=other");
        }
    }

    @Test
    @DisplayName(
            "attack: who connects and never says anything, or never ends the handshake, is not kept")
    void silence() throws Exception {
        try (Served served = served("socket-timeout", "300ms")) {
            for (String said : List.of("", "\u0016\u0003\u0001")) {
                try (Socket socket = new Socket("127.0.0.1", served.tlsPort())) {
                    socket.setSoTimeout(10_000);
                    Served.write(socket, said);
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    @DisplayName("attack: plain HTTP to the TLS port gets no answer of the application")
    void plainToTls() throws Exception {
        try (Served served = served();
                Socket socket = new Socket("127.0.0.1", served.tlsPort())) {
            socket.setSoTimeout(10_000);
            Served.write(socket, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer;
            try {
                answer = Served.rest(socket);
            } catch (IOException reset) {
                answer = "";
            }
            assertThat(answer).doesNotContain("environ");
        }
    }

    private static String ask(Served served, String request, String... headers) throws IOException {
        try (Socket socket =
                served.send(
                        request
                                + " HTTP/1.1\r\n"
                                + String.join("\r\n", headers)
                                + "\r\nConnection: close\r\n\r\n")) {
            return Served.rest(socket);
        }
    }

    @Test
    @DisplayName("https-only redirects to where TLS is spoken, and keeps methods")
    void httpsOnly() throws Exception {
        try (Served served =
                served(
                        "https-only",
                        "true",
                        "probe-paths",
                        "/healthz",
                        "hsts",
                        "max-age=1",
                        "url-prefix",
                        "/shop",
                        "trusted-proxies",
                        "127.0.0.1",
                        "trusted-proxy-headers",
                        "X-Forwarded-Proto",
                        "virtual-hosts.v.host",
                        "v.example",
                        "virtual-hosts.v.upstream",
                        "http://127.0.0.1:1/")) {
            String direct = "Host: www.example.com:" + served.port();
            assertThat(ask(served, "GET /a?b=c", direct))
                    .startsWith("HTTP/1.1 301 ")
                    .contains(
                            "Location: https://www.example.com:" + served.tlsPort() + "/a?b=c\r\n")
                    .doesNotContain("Strict-Transport-Security");
            assertThat(ask(served, "POST /a", direct, "Content-Length: 0"))
                    .startsWith("HTTP/1.1 308 ");
            assertThat(ask(served, "GET /a", "Host: www.example.com"))
                    .contains("Location: https://www.example.com/a\r\n");
            assertThat(ask(served, "GET /a", "Host: v.example"))
                    .contains("Location: https://v.example/a\r\n");
            assertThat(ask(served, "GET /healthz", direct)).startsWith("HTTP/1.1 200 ");
            assertThat(ask(served, "POST /healthz", direct, "Content-Length: 0"))
                    .startsWith("HTTP/1.1 308 ");
            assertThat(ask(served, "GET /a", direct, "X-Forwarded-Proto: https"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Strict-Transport-Security: max-age=1\r\n");
            assertThat(ask(served, "GET /a", direct, "X-Forwarded-Proto: http"))
                    .startsWith("HTTP/1.1 301 ");
        }
    }

    @Test
    @DisplayName(
            "attack: a stranger cannot say that it came by https, and no foreign host gets into the redirect")
    void strangers() throws Exception {
        try (Served served = served("https-only", "true", "server-name", "www.example.com")) {
            assertThat(ask(served, "GET /", "Host: www.example.com", "X-Forwarded-Proto: https"))
                    .startsWith("HTTP/1.1 301 ");
            assertThat(ask(served, "GET /", "Host: evil.example"))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Location");
            assertThat(ask(served, "GET //evil.example/", "Host: www.example.com"))
                    .contains("Location: https://www.example.com//evil.example/\r\n");
        }
    }

    @ParameterizedTest(name = "{0}={1} is refused: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "listen-tls|127.0.0.1:0|needs a certificate",
                "tls.certificate|/does/not/exist|needs as many certificates as keys",
                "hsts|forever|is not a policy",
                "hsts|max-age=1; x=y|is not a policy"
            })
    void wrong(String key, String value, String problem) {
        assertThat(Served.read(key, value).errors())
                .anySatisfy(error -> assertThat(error.toString()).contains(problem));
    }
}
