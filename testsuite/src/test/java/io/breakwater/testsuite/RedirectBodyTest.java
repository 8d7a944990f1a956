package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.RouteSettings;
import io.breakwater.testsuite.peers.ApacheModWsgi;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "HTML body URL leakage" of mod_wsgi's page: Apache writes its own address into the page of a directory redirect. Both of the page's cures:
 * rewriting pages (P-13), and a document for 301 (P-19).
 */
class RedirectBodyTest {
    private static final String HOST = "www.example.com";

    @AutoClose private static ApacheModWsgi apache;

    @BeforeAll
    static void start() {
        apache = ApacheModWsgi.start();
    }

    private static RawResponse redirect(UnaryOperator<RouteSettings> settings) {
        Breakwater front =
                Breakwater.builder()
                        .errorDocument(301, "<p>This is elsewhere now.")
                        .mount("/app/", apache.url(), settings::apply)
                        .build(exchange -> exchange.setStatusCode(404));
        Undertow server =
                Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(front).build();
        server.start();
        try (front) {
            Object address = server.getListenerInfo().get(0).getAddress();
            RawResponse answer =
                    RawClient.get(
                            ((InetSocketAddress) address).getPort(), HOST, "/app/files?page=2");
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).contains("http://" + HOST + "/app/files/?page=2");
            return answer;
        } finally {
            server.stop();
        }
    }

    private static String internal() {
        return "127.0.0.1:" + apache.port();
    }

    @Test
    @DisplayName("without a cure the page names where Apache is")
    void leak() {
        assertThat(redirect(mount -> mount).text())
                .contains("http://" + internal() + "/files/?page=2");
    }

    @Test
    @DisplayName("rewrite-html: the page leads where Location leads")
    void rewritten() {
        assertThat(redirect(mount -> mount.rewriteHtml(true)).text())
                .contains("<a href=\"http://" + HOST + "/app/files/?page=2\">here</a>")
                .doesNotContain(internal());
    }

    @Test
    @DisplayName("error-override: the document for 301 stands in the place of the page")
    void replaced() {
        assertThat(redirect(mount -> mount.errorOverride(true)).text())
                .isEqualTo("<p>This is elsewhere now.");
    }
}
