package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-10 to P-12: what of an upstream's answer reaches the client, and in which form. */
class ResponseHygieneTest {
    @Test
    @DisplayName(
            "P-10: hop-by-hop fields, and those that Connection names, stay here; the client's connection stays open")
    void removesHopByHop() throws Exception { // S16
        String answer =
                ScriptedUpstream.ok(
                        "hop",
                        "Connection: X-Foo, close",
                        "X-Foo: secret",
                        "X-Bar: open",
                        "Keep-Alive: timeout=3",
                        "Proxy-Connection: close",
                        "Proxy-Authenticate: Basic",
                        "Proxy-Authentication-Info: x",
                        "TE: trailers",
                        "Upgrade: h2c",
                        "Alt-Svc: h3=\":443\"",
                        "Clear-Site-Data: \"*\"",
                        "Service-Worker-Allowed: /");
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(answer);
                Front front = Front.mounted("/api/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("GET /api/x"));
                Message seen = wire.read();
                assertThat(seen.text()).isEqualTo("hop");
                assertThat(seen.field("X-Bar")).isEqualTo("open");
                assertThat(seen.field("Connection")).isEqualTo("keep-alive");
                for (String name :
                        new String[] {
                            "X-Foo",
                            "Keep-Alive",
                            "Proxy-Connection",
                            "Proxy-Authenticate",
                            "Proxy-Authentication-Info",
                            "TE",
                            "Upgrade",
                            "Alt-Svc",
                            "Clear-Site-Data",
                            "Service-Worker-Allowed"
                        }) {
                    assertThat(seen.has(name)).as(name).isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName("P-10: a virtual host has its host to itself and may clear it")
    void virtualHostMayClear() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                ScriptedUpstream.ok("x", "Clear-Site-Data: \"*\""));
                Front front =
                        new Front(
                                Breakwater.builder()
                                        .virtualHost("www.example.com", upstream.url()))) {
            assertThat(front.ask("GET /x").field("Clear-Site-Data")).isEqualTo("\"*\"");
        }
    }

    @ParameterizedTest(
            name = "P-10: {0} before the answer is dropped, and the answer reaches who asked")
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 199 X\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103\r\n\r\n",
            })
    void dropsInterim(String interim) throws Exception {
        for (boolean inPieces : new boolean[] {false, true}) {
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    conversation -> {
                                        for (int i = 1; ; i++) {
                                            conversation.request();
                                            String answer =
                                                    interim + ScriptedUpstream.ok("answer " + i);
                                            if (inPieces) {
                                                for (char c : answer.toCharArray()) {
                                                    conversation.send(String.valueOf(c));
                                                }
                                            } else {
                                                conversation.send(answer);
                                            }
                                        }
                                    });
                    Front front = Front.mounted("/", upstream);
                    Wire wire = front.connect()) {
                for (int i = 1; i <= 3; i++) {
                    wire.send(Front.request("GET /" + i));
                    Message seen = wire.read();
                    assertThat(seen.status()).isEqualTo(200);
                    assertThat(seen.text()).isEqualTo("answer " + i);
                }
                assertThat(upstream.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName(
            "P-10: an answer that comes after a 103 never becomes the answer to somebody else's request")
    void interimNeverMisdelivers() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        conversation.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                                        Thread.yield();
                                        conversation.send(
                                                ScriptedUpstream.ok("for " + request.target()));
                                    }
                                });
                Front front = Front.mounted("/", upstream);
                Wire one = front.connect();
                Wire two = front.connect()) {
            for (int i = 0; i < 50; i++) {
                one.send(Front.request("GET /one"));
                two.send(Front.request("GET /two"));
                assertThat(one.read().text()).isEqualTo("for /one");
                assertThat(two.read().text()).isEqualTo("for /two");
            }
        }
    }

    @ParameterizedTest(
            name = "P-10: {0} with a Content-Length has no body and keeps the connection")
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void bodilessWithLength(String status) throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 "
                                        + status
                                        + "\r\nContent-Length: 100\r\nETag: \"x\"\r\n\r\n");
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read().startLine()).isEqualTo("HTTP/1.1 " + status);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-10: a 204 that has a body nevertheless does not leave it for the next request")
    void bodilessWithBody() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 204 No Content\r\nContent-Length: 45\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 5; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read().status()).isEqualTo(204);
            }
        }
    }

    @Test
    @DisplayName("P-10: HEAD is answered without a body, with its length")
    void head() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("HEAD /" + i));
                assertThat(wire.read(false).field("Content-Length")).isEqualTo("100");
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "P-10: {0} is refused with 502")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nokabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\r\nBad header\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nA: b\0c\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 1 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok",
                "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void refusesMalformed(String response) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(response);
                Front front = Front.mounted("/", upstream)) {
            Message seen = front.ask("GET /x");
            assertThat(seen.status()).as(seen.toString()).isEqualTo(502);
            assertThat(seen.field("Proxy-Status")).startsWith("breakwater; error=http_");
            assertThat(seen.toString() + seen.text()).doesNotContain(upstream.authority());
        }
    }

    @ParameterizedTest(name = "P-10, P-15: {0} and then nothing is 502 at once")
    @ValueSource(
            strings = {
                "junk",
                "220 smtp.example.com ESMTP\r\n",
                "HTTP/1.1 099 Odd\r\n",
                "HTTP/1.1 20x OK",
                "HTTP/1.1 103 Early Hints\r\n\r\njunk"
            })
    void refusesOtherProtocols(String greeting) throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(greeting);
                                    conversation.wire().exactly(1); // until the other end closes
                                });
                Front front = Front.mounted("/", upstream)) {
            Message seen = front.ask("GET /x");
            assertThat(seen.status()).as(seen.toString()).isEqualTo(502);
            assertThat(seen.field("Proxy-Status")).endsWith("error=http_protocol_error");
        }
    }

    @ParameterizedTest(name = "P-10: {0} is told to the operator in one line, with nothing of it")
    @ValueSource(
            strings = {
                "SECRET of the upstream\r\n",
                "HTTP/1.1 SECRET\r\n\r\n",
                "HTTP/1.1 200 OK\r\nSECRET\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: SECRET\u0001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: SECRET\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nSECRET",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nSECRET",
            })
    void tellsMalformedOnce(String response) throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(response);
                Front front = Front.mounted("/", upstream);
                LogRecords undertow = new LogRecords("io.undertow");
                LogRecords own = new LogRecords("io.breakwater")) {
            for (int i = 0; i < 5; i++) {
                assertThat(front.ask("GET /x").status()).isEqualTo(502);
            }
            assertThat(undertow.lines()).isEmpty();
            assertThat(own.lines())
                    .singleElement()
                    .asString()
                    .contains("http_protocol_error")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    @DisplayName("P-10: a head without an end is refused with 502")
    void refusesEndlessHead() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send("HTTP/1.1 200 OK\r\n");
                                    for (int i = 0; ; i++) {
                                        conversation.send(
                                                "X-Big-" + i + ": " + "z".repeat(10_000) + "\r\n");
                                    }
                                });
                Front front = Front.mounted("/", upstream)) {
            Message seen = front.ask("GET /x");
            assertThat(seen.status()).isEqualTo(502);
            assertThat(seen.field("Proxy-Status"))
                    .endsWith("error=http_response_header_section_size");
        }
    }

    @Test
    @DisplayName(
            "P-10: a body that ends with the connection reaches HTTP/1.1 clients in chunks and HTTP/1.0 clients until close")
    void untilClose() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send("HTTP/1.1 200 OK\r\n\r\nuntil close");
                                });
                Front front = Front.mounted("/", upstream);
                Wire old = front.connect()) {
            Message seen = front.ask("GET /x");
            assertThat(seen.text()).isEqualTo("until close");
            assertThat(seen.field("Transfer-Encoding")).isEqualTo("chunked");
            old.send("GET /x HTTP/1.0\r\n\r\n");
            assertThat(old.rest()).endsWith("\r\n\r\nuntil close").doesNotContain("chunked");
        }
    }

    @Test
    @DisplayName("P-10: chunks do not reach an HTTP/1.0 client")
    void chunkedForHttp10() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
                Front front = Front.mounted("/", upstream);
                Wire old = front.connect()) {
            old.send("GET /x HTTP/1.0\r\n\r\n");
            assertThat(old.rest()).endsWith("\r\n\r\nok").doesNotContain("chunked");
        }
    }

    @ParameterizedTest(name = "P-11: {0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Location|http://UP/base/x?q#f|http://www.example.com/api/x?q#f",
                "Location|/base/x|/api/x",
                "Location|http://other/base/x|http://other/base/x",
                "Location|http://UP@evil/base/x|http://UP@evil/base/x",
                "Content-Location|http://UP/base/y|http://www.example.com/api/y",
                "URI|http://UP/base/y|http://www.example.com/api/y",
                "Destination|http://UP/base/y|http://www.example.com/api/y",
                "Refresh|5; url=http://UP/base/y|5; url=http://www.example.com/api/y",
                "Link|<http://UP/base/n>; rel=\"next\", </base/p>; rel=prev|<http://www.example.com/api/n>; rel=\"next\", </api/p>; rel=prev",
                "Set-Cookie|a=1; Path=/base; Domain=127.0.0.1; HttpOnly|a=1; Path=/api; HttpOnly",
                "X-Other|http://UP/base/y|http://UP/base/y",
            })
    void mapsBack(String name, String value, String expected) throws Exception {
        String[] authority = new String[1];
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        conversation -> {
                            conversation.request();
                            conversation.send(
                                    ScriptedUpstream.ok(
                                            "x", name + ": " + value.replace("UP", authority[0])));
                        })) {
            authority[0] = upstream.authority();
            BreakwaterBuilder builder = Breakwater.builder().mount("/api", upstream.url() + "base");
            try (Front front = new Front(builder)) {
                assertThat(front.ask("GET /api/x").field(name))
                        .isEqualTo(expected.replace("UP", authority[0]));
            }
        }
    }

    @Test
    @DisplayName("P-10: an answer is delivered as it is otherwise")
    void deliversOtherwise() throws Exception {
        String answer =
                "HTTP/1.1 418 I'm a teapot\r\nX-A: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 4\r\n\r\nreal";
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(answer);
                Front front = Front.mounted("/", upstream)) {
            Message seen = front.ask("GET /x");
            assertThat(seen.startLine()).startsWith("HTTP/1.1 418 ");
            assertThat(seen.fields("Set-Cookie")).containsExactly("a=1", "b=2");
            assertThat(seen.field("X-A")).isEqualTo("1");
            assertThat(seen.text()).isEqualTo("real");
        }
    }
}
