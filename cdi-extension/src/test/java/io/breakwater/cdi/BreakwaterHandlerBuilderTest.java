package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.builder.PredicatedHandlersParser;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code breakwater()} in text takes what is configured, and its own parameters. */
class BreakwaterHandlerBuilderTest {
    private static final String KEY = "breakwater.trusted-proxy-headers";

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    private static HttpHandler parsed(String text) {
        HttpHandler application =
                exchange ->
                        exchange.getResponseSender()
                                .send(exchange.getSourceAddress().getAddress().getHostAddress());
        return Handlers.predicates(
                PredicatedHandlersParser.parse(
                        text, BreakwaterHandlerBuilderTest.class.getClassLoader()),
                application);
    }

    @Test
    void configuration_and_parameters_add_up() throws Exception {
        System.setProperty(KEY, "X-Forwarded-For");
        HttpHandler handler = parsed("breakwater(trusted-proxies={127.0.0.1})");
        assertThat(answer(handler, "X-Forwarded-For", "6.6.6.6, 203.0.113.5"))
                .isEqualTo("203.0.113.5");
    }

    private static String answer(HttpHandler handler, String name, String value) throws Exception {
        Undertow undertow =
                Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();
        undertow.start();
        try {
            int port =
                    ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .header(name, value)
                            .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        } finally {
            undertow.stop();
        }
    }

    @Test
    void parameters_are_for_what_is_not_configured() throws Exception {
        System.setProperty(KEY, "X-Real-IP");
        HttpHandler handler =
                parsed(
                        "breakwater(trusted-proxies={127.0.0.1}, trusted-proxy-headers={X-Forwarded-For})");
        assertThat(answer(handler, "X-Forwarded-For", "203.0.113.5")).isEqualTo("127.0.0.1");
        assertThat(answer(handler, "X-Real-IP", "203.0.113.5")).isEqualTo("203.0.113.5");
    }

    @Test
    void what_is_wrong_is_told_when_the_text_is_parsed() {
        System.setProperty(KEY, "X-Forwarded-Fro");
        assertThatThrownBy(() -> parsed("breakwater(trusted-proxies={10.0.0.1/8})"))
                .hasStackTraceContaining("2 problems in the Breakwater configuration")
                .hasStackTraceContaining("from breakwater(trusted-proxies=…)");
    }
}
