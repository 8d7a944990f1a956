package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients can say in HTTP/2 and not in HTTP/1.1, and what an application sees of it. All of them come from 127.0.0.1. */
class Http2Test {
    private static final String REFUSED = "Bad Request\n\n";

    private static LiveServer server(BreakwaterBuilder builder) {
        return LiveServer.speakingHttp2(builder.build(LiveServer::application));
    }

    private static LiveServer behindProxy() {
        return server(
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders("X-Forwarded-For", "X-Forwarded-Proto"));
    }

    private static List<String> request(String... more) {
        List<String> fields = new ArrayList<>(List.of(more));
        for (String usual : List.of(":path=/", ":authority=h", ":scheme=http", ":method=GET")) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (fields.stream().noneMatch(field -> field.startsWith(name))) {
                fields.add(0, usual);
            }
        }
        return fields;
    }

    private static String ask(LiveServer server, String... fields) throws IOException {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            return wire.ask(1, request(fields));
        }
    }

    @Test
    @DisplayName("a trusted proxy that speaks HTTP/2 is believed")
    void believed() throws IOException {
        try (LiveServer server = behindProxy()) {
            assertThat(ask(server, "x-forwarded-for=203.0.113.5", "x-forwarded-proto=https"))
                    .contains("client=203.0.113.5 0\n")
                    .contains("url=https://h/\n");
        }
    }

    @Test
    @DisplayName("a client does not choose its scheme: without TLS it is http (RFC 9113 8.3.1)")
    void scheme() throws IOException {
        try (LiveServer server = server(Breakwater.builder())) {
            assertThat(ask(server, ":scheme=https"))
                    .contains("url=http://h/\n")
                    .contains("secure=false\n");
        }
        try (LiveServer server = behindProxy()) {
            assertThat(ask(server, ":scheme=https", "x-forwarded-for=203.0.113.5"))
                    .contains("url=http://h/\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what HTTP/1.1's parser refuses is refused (RFC 9113 8.2.1, 8.3.1; B-13)")
    @ValueSource(
            strings = {
                ":authority=user@h",
                ":authority=h:80@evil.example",
                ":authority=h:99999",
                ":authority=a..b",
                ":path=.evil.example",
                ":path=http://evil.example/",
                "x-a=b\r\nx-forwarded-for: 6.6.6.6",
                "x-a=b\0",
                "x-forwarded-for:=6.6.6.6",
            })
    void malformed(String field) throws IOException {
        try (LiveServer server = server(Breakwater.builder())) {
            assertThat(ask(server, field)).startsWith(REFUSED).doesNotContain("evil");
        }
    }

    @Test
    @DisplayName("a host that only begins like one of ours is not let in (B-22)")
    void hostGate() throws IOException {
        try (LiveServer server = server(Breakwater.builder().serverName("www.example.com"))) {
            assertThat(ask(server, ":authority=www.example.com:8080")).contains("client=");
            assertThat(ask(server, ":authority=www.example.com:80@evil")).doesNotContain("client=");
        }
    }

    @Test
    @DisplayName(
            "HTTP/2 that a trusted proxy was made to tunnel is the client's word, and refused (B-1)")
    void tunnel() throws IOException {
        try (LiveServer server = behindProxy();
                Http2Wire wire = Http2Wire.upgraded(server.port())) {
            assertThat(wire.ask(3, request("x-forwarded-for=6.6.6.6"))).startsWith(REFUSED);
            assertThat(wire.ask(5, request())).startsWith(REFUSED);
        }
        try (LiveServer server = behindProxy();
                Http2Wire wire =
                        Http2Wire.upgraded(server.port(), "X-HTTP2-connect-only: true\r\n")) {
            assertThat(wire.ask(3, request("x-forwarded-for=6.6.6.6"))).startsWith(REFUSED);
        }
    }

    @Test
    @DisplayName("HTTP/2 that a stranger changed over to is served: nobody vouches for it")
    void upgrade() throws IOException {
        try (LiveServer server = server(Breakwater.builder());
                Http2Wire wire = Http2Wire.upgraded(server.port())) {
            assertThat(wire.ask(3, request("x-forwarded-for=6.6.6.6")))
                    .contains("client=127.0.0.1 ")
                    .doesNotContain("6.6.6.6");
        }
    }

    @Test
    @DisplayName("a tunnel through a proxy on this machine is no local client (B-22)")
    void localTunnel() throws IOException {
        BreakwaterBuilder builder =
                Breakwater.builder().serverName("www.example.com").set("allow-localhost", "true");
        try (LiveServer server = server(builder)) {
            assertThat(ask(server, ":authority=localhost")).contains("client=");
            try (Http2Wire wire = Http2Wire.upgraded(server.port())) {
                assertThat(wire.ask(3, request(":authority=localhost"))).startsWith("Forbidden");
            }
        }
    }
}
