package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * S22: which host a request is for, where it says so more than once, not at all, or in a way that some read differently (RFC 9112 section
 * 3.2). Whatever is served is served as www.example.com, the only host here (B-22).
 */
class HostMatrixTest {
    private static LiveServer server;

    @BeforeAll
    static void start() {
        server =
                new LiveServer(
                        Breakwater.builder()
                                .trustedProxies("127.0.0.1")
                                .trustedProxyHeaders("X-Forwarded-Host")
                                .set("server-name", "www.example.com")
                                .build(LiveServer::application));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET / HTTP/1.1|Host: www.example.com|200",
                "GET / HTTP/1.1|Host: WWW.EXAMPLE.COM.:80|200",
                "GET / HTTP/1.1|Host:www.example.com|200",
                "GET / HTTP/1.1|Host:\\twww.example.com \\t|200",
                "GET / HTTP/1.1|X: y|400",
                "GET / HTTP/1.0|X: y|403",
                "GET / HTTP/1.1|Host: |403",
                "GET / HTTP/1.1|Host: evil.example|403",
                "GET / HTTP/1.1|Host: www.example.com\\r\\nHost: www.example.com|400",
                "GET / HTTP/1.1|Host: www.example.com\\r\\nHost: evil.example|400",
                "GET / HTTP/1.1|Host: evil.example\\r\\nHost: www.example.com|400",
                "GET / HTTP/1.1|Host: www.example.com, evil.example|400",
                "GET / HTTP/1.1|Host: www.example.com\\r\\n Host: evil.example|400",
                "GET / HTTP/1.1|Host: www.example.com\\r\\n evil.example|400",
                "GET / HTTP/1.1| Host: evil.example\\r\\nHost: www.example.com|400",
                "GET / HTTP/1.1|Host : evil.example\\r\\nHost: www.example.com|400",
                "GET / HTTP/1.1|Host\\t: evil.example\\r\\nHost: www.example.com|400",
                "GET / HTTP/1.1|Host: user@www.example.com|400",
                "GET / HTTP/1.1|Host: www.example.com@evil.example|400",
                "GET / HTTP/1.1|Host: www.example.com/evil|400",
                "GET / HTTP/1.1|Host: www.example.com\\\\evil|400",
                "GET / HTTP/1.1|Host: www.example.com%00|403",
                "GET / HTTP/1.1|Host: www.example.com:80:80|400",
                "GET / HTTP/1.1|Host: www.example.com:0|400",
                "GET / HTTP/1.1|Host: www..example.com|403",
                "GET / HTTP/1.1|Host: www.example.com evil|400",
                "GET http://www.example.com/ HTTP/1.1|Host: www.example.com|200",
                "GET http://www.example.com/ HTTP/1.1|Host: evil.example|400",
                "GET http://evil.example/ HTTP/1.1|Host: www.example.com|400",
                "GET http://evil.example/ HTTP/1.1|Host: evil.example|403",
                "GET http://www.example.com/ HTTP/1.1|X: y|400",
                "GET http://evil.example/ HTTP/1.0|X: y|403",
                "GET http://www.example.com@evil.example/ HTTP/1.1|Host: www.example.com|400",
                "GET http://evil.example\\\\@www.example.com/ HTTP/1.1|Host: www.example.com|400",
                "GET //evil.example/ HTTP/1.1|Host: www.example.com|200",
                "GET / HTTP/1.1|Host: evil.example\\r\\nX-Forwarded-Host: www.example.com|200",
                "GET / HTTP/1.1|Host: www.example.com\\r\\nX-Forwarded-Host: evil.example|403",
                "GET / HTTP/1.1|Host: www.example.com\\r\\nX-Forwarded-Host: evil.example/|400",
            })
    void oneHost(String requestLine, String headers, int status) throws IOException {
        String lines =
                (requestLine + "\r\n" + headers)
                        .replace("\\r\\n", "\r\n")
                        .replace("\\t", "\t")
                        .replace("\\\\", "\\");
        String answer = server.sendRaw(lines + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*");
        if (status == 200) {
            assertThat(answer).containsPattern("(?i)url=http://www\\.example\\.com(\\.:80)?/");
        } else {
            assertThat(answer).doesNotContain("url=");
        }
    }
}
