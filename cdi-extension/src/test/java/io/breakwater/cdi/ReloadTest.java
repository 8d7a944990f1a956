package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-23: another configuration takes the place of the one in service. */
class ReloadTest {
    private static final String REQUEST =
            "GET /%s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private static String ask(Served served, String path) throws Exception {
        try (Socket socket = served.send(REQUEST.formatted(path))) {
            return Served.rest(socket);
        }
    }

    @Test
    @DisplayName("a valid one is used, on the same listener")
    void valid() throws Exception {
        try (Served served =
                new Served(
                        exchange -> exchange.getResponseSender().send("application"),
                        "error-documents.400",
                        "old")) {
            int port = served.port();
            assertThat(served.server().reload(Served.read("server-name", "www.example.com")))
                    .isTrue();
            assertThat(served.port()).isEqualTo(port);
            assertThat(ask(served, "x")).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    @DisplayName(
            "requests that are under way end by the old one; the connection goes on with the new one")
    void underWay() throws Exception {
        HeldApplication application = new HeldApplication();
        try (Served served = new Served(application);
                Socket socket = served.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")) {
            application.awaitRequest();
            assertThat(served.server().reload(Served.read("server-name", "www.example.com")))
                    .isTrue();
            application.release();
            Served.write(socket, REQUEST.formatted("x"));
            assertThat(Served.rest(socket))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("answerHTTP/1.1 403 ");
        }
    }

    @Test
    @DisplayName("an invalid one changes nothing, and a metric says so until there is a valid one")
    void invalid() throws Exception {
        String[] management = {"management-listen", "127.0.0.1:0"};
        try (Served served =
                new Served(
                        exchange -> exchange.getResponseSender().send("application"), management)) {
            assertThat(
                            served.server()
                                    .reload(
                                            Served.read(
                                                    "management-listen",
                                                    "127.0.0.1:0",
                                                    "trusted-proxies",
                                                    "nonsense",
                                                    "lisen",
                                                    "x")))
                    .isFalse();
            assertThat(ask(served, "x")).endsWith("application");
            assertThat(Served.get(served.managementUrl() + "metrics").body())
                    .contains("breakwater_configuration_stale 1.0")
                    .contains("breakwater_configuration_reloads_total{result=\"refused\"} 1.0");
            assertThat(served.server().reload(Served.read(management))).isTrue();
            assertThat(Served.get(served.managementUrl() + "metrics").body())
                    .contains("breakwater_configuration_stale 0.0");
        }
    }

    @Test
    @DisplayName(
            "an address that is taken leaves the old ones in place; one that is not wanted any more is closed")
    void listeners() throws Exception {
        try (Served served =
                        new Served(
                                exchange -> exchange.getResponseSender().send("application"),
                                "listen",
                                "127.0.0.1:0");
                ServerSocket taken = new ServerSocket(0)) {
            int first = served.server().addresses().get(0).port();
            int second = served.server().addresses().get(1).port();
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThat(served.server().reload(Served.read("listen", address))).isFalse();
            assertThat(served.server().addresses()).hasSize(2);
            assertThat(ask(served, "x")).endsWith("application");
            assertThat(served.server().reload(Served.read())).isTrue();
            assertThat(served.server().addresses())
                    .singleElement()
                    .satisfies(left -> assertThat(left.port()).isEqualTo(first));
            new ServerSocket(second).close();
        }
    }
}
