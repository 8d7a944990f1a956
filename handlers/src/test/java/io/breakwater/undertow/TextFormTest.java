package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.builder.PredicatedHandlersParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Handlers in text, as undertow-handlers.conf and WildFly's expression filters have them, do what they do in code. */
class TextFormTest {
    private static final String[] REQUEST = {
        "GET /shop/cart HTTP/1.1",
        "Host: www.example.com",
        "X-Forwarded-For: 6.6.6.6, 203.0.113.5",
        "X-Forwarded-Proto: https",
        "X-Real-IP: 6.6.6.6"
    };

    private static HttpHandler parsed(String text, HttpHandler next) {
        return Handlers.predicates(
                PredicatedHandlersParser.parse(text, TextFormTest.class.getClassLoader()), next);
    }

    @Test
    void text_and_code_decide_alike() throws IOException {
        HttpHandler text =
                parsed(
                        "trusted-proxy(proxies={127.0.0.1, 10.0.0.0/8}, headers={X-Forwarded-For, X-Forwarded-Proto})\n"
                                + "server-name(name=www.example.com, aliases={'*.example.net'})\n"
                                + "url-prefix(/shop)\n",
                        LiveServer::application);
        HttpHandler code =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1", "10.0.0.0/8")
                        .trustedProxyHeaders("X-Forwarded-For", "X-Forwarded-Proto")
                        .serverName("www.example.com")
                        .serverAliases("*.example.net")
                        .urlPrefix("/shop")
                        .build(LiveServer::application);
        try (LiveServer fromText = new LiveServer(text);
                LiveServer fromCode = new LiveServer(code)) {
            for (String client : new String[] {"127.0.0.1", "127.0.0.2"}) {
                assertThat(seen(fromText.sendFrom(client, REQUEST)))
                        .isEqualTo(seen(fromCode.sendFrom(client, REQUEST)));
            }
            assertThat(fromText.send(REQUEST))
                    .contains(
                            "client=203.0.113.5 0\n",
                            "url=https://www.example.com/shop/cart\n",
                            "public=/shop|/cart\n");
            assertThat(fromText.send("GET / HTTP/1.1", "Host: evil")).startsWith("HTTP/1.1 403 ");
        }
    }

    private static String seen(String response) {
        return response.substring(response.indexOf("\r\n\r\n"))
                .replaceAll("client=(127\\S+) \\d+", "client=$1");
    }

    @Test
    void a_mount_in_text_reaches_its_upstream() throws IOException {
        try (LiveServer upstream = new LiveServer(LiveServer::application);
                LiveServer front =
                        new LiveServer(
                                parsed(
                                        "mount(path=/api/, upstream='http://127.0.0.1:"
                                                + upstream.port()
                                                + "/base/', timeout=5s)",
                                        LiveServer::application))) {
            assertThat(
                            front.send(
                                    "GET /api/users HTTP/1.1",
                                    "Host: www.example.com",
                                    "X-Forwarded-Prefix: /evil"))
                    .contains(
                            "path=|/base/users\n",
                            "X-Forwarded-Prefix: /api\n",
                            "X-Forwarded-Host: www.example.com\n");
            assertThat(front.send("GET /other HTTP/1.1", "Host: www.example.com"))
                    .contains("path=|/other\n");
        }
    }

    @Test
    void attributes_tell_the_decision() throws IOException {
        String attributes =
                "%{breakwater-client} %{breakwater-verdict} %{breakwater-reason} %{breakwater-prefix}";
        HttpHandler shown =
                parsed(
                        "set(attribute='%{o,Seen}', value='" + attributes + "')",
                        LiveServer::application);
        HttpHandler chain =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders("X-Forwarded-For", "X-Forwarded-Prefix")
                        .build(shown);
        try (LiveServer server = new LiveServer(chain)) {
            assertThat(
                            server.send(
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-For: 203.0.113.5",
                                    "X-Forwarded-Prefix: /p",
                                    "X-Real-IP: 1.1.1.1"))
                    .contains("Seen: 203.0.113.5 forwarded not-chosen /p");
            assertThat(server.send("GET / HTTP/1.1", "Host: h", "X-Forwarded-For: _hidden"))
                    .contains("Seen: _hidden forwarded ");
            assertThat(
                            server.sendFrom(
                                    "127.0.0.2",
                                    "GET / HTTP/1.1",
                                    "Host: h",
                                    "X-Forwarded-For: 203.0.113.5"))
                    .contains("Seen: 127.0.0.2 untrusted untrusted-peer");
        }
    }

    @Test
    void mistakes_in_text_are_told_all_at_once() {
        assertThatThrownBy(
                        () ->
                                parsed(
                                        "trusted-proxy(proxies={10.0.0.1/8, localhost}, headers={X-Forwarded-Fro})",
                                        LiveServer::application))
                .hasStackTraceContaining("3 problems in the Breakwater configuration")
                .hasStackTraceContaining("from trusted-proxy(proxies=…)");
    }

    @Test
    void what_a_mount_in_text_can_be_told_has_the_names_of_its_keys() {
        assertThatThrownBy(
                        () ->
                                parsed(
                                        "mount(path=/api/, upstream='https://127.0.0.1/', client-cert=rfc9440, tls.verify=true,"
                                                + " tls.trust='/no/a.pem', tls.certificate='/no/b.pem', tls.key='/no/c.pem')",
                                        LiveServer::application))
                .hasStackTraceContaining("2 problems in the Breakwater configuration")
                .hasStackTraceContaining("tls.trust: \"/no/a.pem\" cannot be read")
                .hasStackTraceContaining("tls.certificate: \"/no/b.pem\" cannot be read");
    }
}
