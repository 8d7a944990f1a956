package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.proxy.Http2Frames.Frame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-18: nobody is sent more over HTTP/2 than they have asked for, and nobody else waits for them (RFC 9113 section 5.2). */
class FlowControlTest {
    private static final int INITIAL_CONNECTION_WINDOW = 65_535; // RFC 9113 section 6.9.2
    private static final int SMALL = 1000;
    private static final int LONG = 32 * 1024 * 1024; // more than the sockets between take in

    @Test
    @DisplayName(
            "a client that reads slowly holds its upstream up, and not the client's other streams")
    void slowReader() throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Message request = conversation.request();
                                    if (request.target().equals("/long")) {
                                        conversation.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: "
                                                        + LONG
                                                        + "\r\n\r\n");
                                        conversation.wire().send(new byte[LONG]);
                                        conversation.event("sent");
                                    } else {
                                        conversation.send(ScriptedUpstream.ok("short"));
                                    }
                                    conversation.request();
                                });
                Front front = new Front(Breakwater.builder().mount("/", upstream.url()), true);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, SMALL);
            client.request(1, true, "GET", "/long");
            long received = received(client, 1, SMALL);
            assertThat(received).isEqualTo(SMALL);

            client.request(3, true, "GET", "/short");
            assertThat(received(client, 3, 5)).isEqualTo(5);

            for (int granted = SMALL; received < LONG; granted += SMALL * 1000) {
                client.grant(1, SMALL * 1000);
                long wanted = Math.min(LONG, granted + SMALL * 1000L);
                received += received(client, 1, wanted - received);
                assertThat(received).isEqualTo(wanted);
                boolean early = received < LONG / 4;
                assertThat(early && upstream.hasEvent()).as("all is sent already").isFalse();
            }
            assertThat(upstream.event()).isEqualTo("sent");
        }
    }

    /** Reads data of a stream until there is so much of it; of another one nothing may come but its end. */
    private static long received(Http2Frames frames, int stream, long wanted) throws Exception {
        long received = 0;
        while (received < wanted) {
            Frame frame = frames.next();
            if (frame.isHeaders()) {
                frames.fields(frame);
            } else {
                received += frame.payload().length;
                assertThat(frame.stream() == stream || frame.payload().length == 0).isTrue();
            }
        }
        return received;
    }

    @Test
    @DisplayName(
            "an upstream gets as much of a body as it has asked for, and the rest when it asks again")
    void slowUpstream() throws Exception {
        int length = 3 * INITIAL_CONNECTION_WINDOW;
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(
                                conversation -> {
                                    Http2Frames frames = Http2Frames.greet(conversation.wire());
                                    int stream = frames.request();
                                    long received = 0;
                                    for (int i = 1; i <= 3; i++) {
                                        long granted = (long) i * INITIAL_CONNECTION_WINDOW;
                                        received += received(frames, stream, granted - received);
                                        conversation.event("received " + received);
                                        frames.grant(stream, INITIAL_CONNECTION_WINDOW);
                                    }
                                    frames.answer(stream, "fine");
                                    frames.untilClosed();
                                });
                Front front =
                        Front.withOneThread(
                                Breakwater.builder()
                                        .mount("/", upstream.url().replace("http:", "h2c:")));
                Wire wire = front.connect()) {
            wire.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
            wire.send(new byte[length]);
            for (int i = 1; i <= 3; i++) {
                assertThat(upstream.event()).isEqualTo("received " + i * INITIAL_CONNECTION_WINDOW);
            }
            assertThat(wire.read().text()).isEqualTo("fine");
        }
    }
}
