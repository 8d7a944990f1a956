package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.breakwater.options.HtmlOptions;
import io.breakwater.options.PoolOptions;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.options.UpstreamOptions.ClientCertStyle;
import io.breakwater.options.UpstreamOptions.ForwardedStyle;
import io.breakwater.options.UpstreamTls;
import io.breakwater.route.UpstreamUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The handler alone, as code composes it. */
class UpstreamHandlerTest {
    private static HttpServer upstream() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String seen =
                            exchange.getRequestURI()
                                    + " for "
                                    + exchange.getRequestHeaders().getFirst("X-Forwarded-For")
                                    + " prefix "
                                    + exchange.getRequestHeaders().getFirst("X-Forwarded-Prefix");
                    exchange.sendResponseHeaders(200, seen.length());
                    exchange.getResponseBody()
                            .write(seen.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    @DisplayName("everything is forwarded; without a decision the connection's peer is the client")
    void alone() throws Exception {
        HttpServer server = upstream();
        Duration time = Duration.ofSeconds(5);
        UpstreamOptions options =
                new UpstreamOptions(
                        List.of(
                                UpstreamUrl.parse(
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort()
                                                + "/base/")),
                        false,
                        time,
                        time,
                        time,
                        ForwardedStyle.X,
                        ClientCertStyle.NONE,
                        false,
                        false,
                        UpstreamTls.DEFAULT,
                        HtmlOptions.OFF,
                        PoolOptions.DEFAULT);
        try (UpstreamHandler handler = new UpstreamHandler(options);
                LiveServer live = new LiveServer(handler)) {
            assertThat(
                            live.send(
                                    "GET /x?y HTTP/1.1",
                                    "Host: a",
                                    "X-Forwarded-For: 6.6.6.6",
                                    "X-Forwarded-Prefix: /evil"))
                    .endsWith("/base/x?y for 127.0.0.1 prefix null");
            assertThat(live.send("GET /%2e%2e/x HTTP/1.1", "Host: a")).startsWith("HTTP/1.1 400 ");
            assertThat(live.send("OPTIONS * HTTP/1.1", "Host: a")).startsWith("HTTP/1.1 204 ");
        } finally {
            server.stop(0);
        }
    }
}
