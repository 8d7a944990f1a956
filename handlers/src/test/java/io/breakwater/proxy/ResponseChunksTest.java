package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-10, P-15: what has a single reading of an upstream's chunks reaches the client, and nobody takes part of it for all. */
class ResponseChunksTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** How an answer arrives. */
    private enum Arrival {
        AT_ONCE,
        /** The chunks when the client has the head. */
        HEAD_FIRST,
        BYTE_BY_BYTE
    }

    /** An upstream, a Breakwater before it, and a client. */
    private record Path(ScriptedUpstream upstream, Front front, CountDownLatch headSeen)
            implements AutoCloseable {
        static Path of(String chunks, Arrival arrival) throws IOException {
            CountDownLatch headSeen = new CountDownLatch(1);
            ScriptedUpstream upstream =
                    new ScriptedUpstream(
                            conversation -> {
                                for (; ; ) {
                                    conversation.request();
                                    send(conversation, chunks, arrival, headSeen);
                                }
                            });
            return new Path(upstream, Front.mounted("/", upstream), headSeen);
        }

        private static void send(
                ScriptedUpstream.Conversation to,
                String chunks,
                Arrival arrival,
                CountDownLatch seen)
                throws Exception {
            switch (arrival) {
                case AT_ONCE -> to.send(HEAD + chunks);
                case HEAD_FIRST -> {
                    to.send(HEAD);
                    seen.await(10, TimeUnit.SECONDS);
                    to.send(chunks);
                }
                case BYTE_BY_BYTE -> {
                    for (char c : (HEAD + chunks).toCharArray()) {
                        to.send(String.valueOf(c));
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            front.close();
            upstream.close();
        }
    }

    @ParameterizedTest(
            name = "P-10: {0} is 502 at once, else cut, and the connection is not used again")
    @ValueSource(
            strings = {
                "5\r\n1234567\r\n0\r\n\r\n",
                "5\r\n12345X\r\n0\r\n\r\n",
                "5\r\n12345\n0\r\n\r\n",
                "5\n12345\r\n0\r\n\r\n",
                "0x5\r\n12345\r\n0\r\n\r\n",
                "0_5\r\n12345\r\n0\r\n\r\n",
                "+5\r\n12345\r\n0\r\n\r\n",
                "-5\r\n12345\r\n0\r\n\r\n",
                " 5\r\n12345\r\n0\r\n\r\n",
                "5 5\r\n12345\r\n0\r\n\r\n",
                "\r\n12345\r\n0\r\n\r\n",
                ";a=b\r\n12345\r\n0\r\n\r\n",
                "5\r\r;a\r\n12345\r\n0\r\n\r\n",
                "5;a\rb\r\n12345\r\n0\r\n\r\n",
                "5;a\nb\r\n12345\r\n0\r\n\r\n",
                "00000000000000005\r\n12345\r\n0\r\n\r\n",
                "10000000000000005\r\n12345\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n12345\r\n0\r\n\r\n",
                "5\r\n12345\r\n0_2e\r\n\r\n",
                "5\r\n12345\r\n\r\n\r\n",
                "5\r\n12345\r\n0\r\n\n",
                "5\r\n12345\r\n0\r\n A: b\r\n\r\n",
                "5\r\n12345\r\n0\r\nA : b\r\n\r\n",
                "5\r\n12345\r\n0\r\nA: b\r\n folded\r\n\r\n",
                "5\r\n12345\r\n0\r\nno colon\r\n\r\n",
            })
    void refuses(String chunks) throws Exception {
        try (Path path = Path.of(chunks, Arrival.AT_ONCE)) {
            Message seen = path.front.ask("GET /x");
            assertThat(seen.status()).as(seen.toString()).isEqualTo(502);
            assertThat(seen.field("Proxy-Status")).endsWith("error=http_protocol_error");
            path.front.ask("GET /x");
            assertThat(path.upstream.connections()).isEqualTo(2);
        }
        try (Path path = Path.of(chunks, Arrival.HEAD_FIRST);
                Wire wire = path.front.connect()) {
            wire.send(Front.request("GET /x"));
            assertThat(wire.read(false).status()).isEqualTo(200);
            path.headSeen.countDown();
            assertThat(wire.rest()).doesNotContain("0\r\n\r\n");
            assertThat(path.front.ask("HEAD /x").status()).isEqualTo(200);
            assertThat(path.upstream.connections()).isEqualTo(2);
        }
        try (Path path = Path.of(chunks, Arrival.BYTE_BY_BYTE);
                Wire wire = path.front.connect()) {
            wire.send(Front.request("GET /x", "Connection: close"));
            assertThat(wire.rest()).doesNotContain("\r\n0\r\n\r\n");
        }
    }

    @ParameterizedTest(name = "P-10: {0} is delivered however it comes, on one connection")
    @ValueSource(
            strings = {
                "5\r\n12345\r\n0\r\n\r\n",
                "5\r\n12345\r\n000\r\n\r\n",
                "005 \r\n12345\r\n0\r\n\r\n",
                "5;a=\"b\"\r\n12345\r\n0;c\r\n\r\n",
                "1\r\n1\r\n4\r\n2345\r\n0\r\nA: b\r\nC: d\r\n\r\n",
            })
    void delivers(String chunks) throws Exception {
        for (Arrival arrival : Arrival.values()) {
            try (Path path = Path.of(chunks, arrival);
                    Wire wire = path.front.connect()) {
                path.headSeen.countDown();
                for (int i = 0; i < 3; i++) {
                    wire.send(Front.request("GET /" + i));
                    assertThat(wire.read().text()).isEqualTo("12345");
                }
                assertThat(path.upstream.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("P-10: what comes behind the last chunk is nobody's answer")
    void excess() throws Exception {
        String chunks = "5\r\n12345\r\n0\r\n\r\n";
        try (Path path = Path.of(chunks + HEAD + "4\r\nevil\r\n0\r\n\r\n", Arrival.AT_ONCE);
                Wire wire = path.front.connect()) {
            for (int i = 1; i <= 3; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read().text()).isEqualTo("12345");
                assertThat(path.upstream.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    @DisplayName(
            "P-10: chunks that fill many buffers are followed, and the last one may still spoil the body")
    void large() throws Exception {
        StringBuilder chunks = new StringBuilder();
        for (int size = 1; size < 3000; size += 7) {
            chunks.append(Integer.toHexString(size)).append("\r\n").append("x".repeat(size));
            chunks.append("\r\n");
        }
        try (Path path = Path.of(chunks + "0\r\n\r\n", Arrival.AT_ONCE)) {
            assertThat(path.front.ask("GET /x").text()).hasSize(643_071).matches("x*");
        }
        try (Path path = Path.of(chunks + "2\r\nabc\r\n0\r\n\r\n", Arrival.AT_ONCE)) {
            assertThatIOException().isThrownBy(() -> path.front.ask("GET /x"));
        }
    }

    @ParameterizedTest(name = "P-10: {0} that speaks of chunks has none")
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void bodiless(String status) throws Exception {
        String head = "HTTP/1.1 " + status + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(head);
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("GET /" + i));
                assertThat(wire.read(false).startLine()).startsWith("HTTP/1.1 " + status);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-10: HEAD that speaks of chunks has none")
    void head() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(HEAD);
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Front.request("HEAD /" + i));
                assertThat(wire.read(false).status()).isEqualTo(200);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-10: chunks behind a 100 that was waited for are followed")
    void afterContinue() throws Exception {
        for (String chunks : new String[] {"5\r\n12345\r\n0\r\n\r\n", "5\r\n123456\r\n0\r\n\r\n"}) {
            try (ScriptedUpstream upstream =
                            new ScriptedUpstream(
                                    conversation -> {
                                        conversation.requestHead();
                                        conversation.send(
                                                "HTTP/1.1 100 Continue\r\n\r\n" + HEAD + chunks);
                                        conversation.request();
                                    });
                    Front front = Front.mounted("/", upstream)) {
                String[] fields = {"Expect: 100-continue", "Content-Length: 5"};
                try (Wire wire = front.connect()) {
                    wire.send(Front.request("POST /x", fields));
                    Message seen = wire.read(false);
                    Message last = seen.status() == 100 ? wire.read() : seen;
                    assertThat(last.status()).isEqualTo(chunks.contains("123456") ? 502 : 200);
                }
            }
        }
    }
}
