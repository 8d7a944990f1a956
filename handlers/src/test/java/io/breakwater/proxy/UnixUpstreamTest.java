package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Breakwater;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P-4: upstreams behind unix sockets. */
class UnixUpstreamTest {
    @TempDir private Path directory;

    private Listener socket() throws Exception {
        return Listener.unix(directory.resolve("up.sock"));
    }

    @Test
    @DisplayName(
            "requests are relayed over one connection, URLs are mapped by what is behind the bar")
    void relays() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                socket(),
                                ScriptedUpstream.ok("fine", "Location: http://localhost/y"));
                Front front = Front.mounted("/api/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 20; i++) {
                wire.send(Front.request("GET /api/x"));
                Message answer = wire.read();
                assertThat(answer.text()).isEqualTo("fine");
                assertThat(answer.field("Location")).isEqualTo("http://www.example.com/api/y");
            }
            Message seen = upstream.request();
            assertThat(seen.target()).isEqualTo("/x");
            assertThat(seen.field("Host")).isEqualTo("localhost");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("bodies of any size pass in both directions")
    void largeBodies() throws Exception {
        byte[] body = new byte[10 * 1024 * 1024];
        new Random(7).nextBytes(body);
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                socket(),
                                conversation -> {
                                    for (; ; ) {
                                        Message request = conversation.request();
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: "
                                                        + request.body().length
                                                        + "\r\n\r\n");
                                        conversation.wire().send(request.body());
                                    }
                                });
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 2; i++) {
                wire.send(
                        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
                wire.send(body);
                assertThat(wire.read().body()).isEqualTo(body);
            }
        }
    }

    @Test
    @DisplayName("many requests at once get their own answers")
    void manyAtOnce() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                socket(),
                                conversation -> {
                                    for (; ; ) {
                                        conversation.send(
                                                ScriptedUpstream.ok(
                                                        "for " + conversation.request().target()));
                                    }
                                });
                Front front = Front.mounted("/", upstream)) {
            Wire[] wires = new Wire[50];
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < wires.length; i++) {
                    wires[i] = wires[i] == null ? front.connect() : wires[i];
                    wires[i].send(Front.request("GET /" + i));
                }
                for (int i = 0; i < wires.length; i++) {
                    assertThat(wires[i].read().text()).isEqualTo("for /" + i);
                }
            }
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    @Test
    @DisplayName("no socket, nobody behind it and a file that is none are 503")
    void refused() throws Exception {
        Path stale = directory.resolve("stale.sock");
        Listener.unix(stale).close();
        Path file = Files.createFile(directory.resolve("file"));
        for (Path path : new Path[] {directory.resolve("none.sock"), stale, file}) {
            try (Front front =
                    new Front(
                            Breakwater.builder()
                                    .mount("/", "unix:" + path + "|http://localhost/"))) {
                Message answer = front.ask("GET /x");
                assertThat(answer.status()).as(path.toString()).isEqualTo(503);
                assertThat(answer.toString() + answer.text()).doesNotContain(directory.toString());
            }
        }
    }

    @Test
    @DisplayName("closed is 502, silence is 504, a cut body cuts the client off")
    void failures() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                socket(),
                                conversation -> {
                                    String target = conversation.request().target();
                                    if (target.equals("/stall")) {
                                        conversation.request();
                                    } else if (target.equals("/cut")) {
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                                    }
                                });
                Front front =
                        Front.mounted("/", upstream, r -> r.timeout(Duration.ofMillis(300)))) {
            assertThat(front.ask("GET /close").status()).isEqualTo(502);
            assertThat(front.ask("GET /stall").status()).isEqualTo(504);
            assertThatThrownBy(() -> front.ask("GET /cut")).isInstanceOf(EOFException.class);
        }
    }

    @Test
    @DisplayName("interim responses are dropped here too")
    void interim() throws Exception {
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(
                                socket(),
                                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                        + ScriptedUpstream.ok("fine"));
                Front front = Front.mounted("/", upstream);
                Wire wire = front.connect()) {
            for (int i = 0; i < 10; i++) {
                wire.send(Front.request("GET /"));
                assertThat(wire.read().text()).isEqualTo("fine");
            }
        }
    }
}
