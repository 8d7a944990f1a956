package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.proxy.Http2Frames.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-18: gRPC as its protocol has it over HTTP/2, through the proxy from one end to the other. */
class GrpcTest {
    private static final int WINDOW = 1_000_000;
    private static final String[] CALL = {
        "content-type: application/grpc", "te: trailers", "grpc-timeout: 5S"
    };

    private interface Service {
        void serve(Http2Frames frames, ScriptedUpstream.Conversation conversation) throws Exception;
    }

    private static ScriptedUpstream serving(Service service) throws IOException {
        return new ScriptedUpstream(
                conversation ->
                        service.serve(Http2Frames.greet(conversation.wire()), conversation));
    }

    private static Front front(ScriptedUpstream upstream) {
        String url = upstream.url().replace("http:", "h2c:");
        return Front.withOneThread(Breakwater.builder().mount("/", url));
    }

    /** A message with its prefix: not compressed, and its length. */
    private static byte[] message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 0)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] data(Http2Frames frames, int length) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (data.size() < length) {
            Frame frame = frames.next();
            assertThat(frame.isData()).as(frame.toString()).isTrue();
            data.writeBytes(frame.payload());
        }
        return data.toByteArray();
    }

    /** The next header block; before it there may be empty data, and the last of what was reset. */
    private static Frame headers(Http2Frames frames) throws IOException {
        Frame frame = frames.next();
        while (frame.isReset() || frame.isData() && frame.payload().length == 0) {
            frame = frames.next();
        }
        assertThat(frame.isHeaders()).as(frame.toString()).isTrue();
        return frame;
    }

    private static void awaitEnd(Http2Frames frames) throws IOException {
        Frame frame = frames.next();
        while (!frame.endsStream()) {
            frame = frames.next();
        }
    }

    @Test
    @DisplayName("a unary call: message there and back, then the status in trailers")
    void unary() throws Exception {
        byte[] asked = message("world");
        try (ScriptedUpstream upstream =
                        serving(
                                (frames, conversation) -> {
                                    Frame head = headers(frames);
                                    conversation.event(frames.fields(head).toString());
                                    conversation.event(
                                            new String(
                                                    data(frames, asked.length),
                                                    StandardCharsets.US_ASCII));
                                    int stream = head.stream();
                                    frames.headers(
                                            stream, false, "200", "content-type: application/grpc");
                                    frames.data(stream, false, message("hello world"));
                                    frames.trailers(stream, "grpc-status", "0");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, WINDOW);
            client.request(1, false, "POST", "/greeter.Greeter/Greet", CALL);
            client.data(1, true, asked);

            assertThat(upstream.event())
                    .contains(
                            ":path: /greeter.Greeter/Greet",
                            "te: trailers",
                            "content-type: application/grpc",
                            "grpc-timeout: 5S",
                            "x-forwarded-for: 127.0.0.1");
            assertThat(upstream.event()).isEqualTo(new String(asked, StandardCharsets.US_ASCII));
            assertThat(client.fields(headers(client)))
                    .contains(":status: 200", "content-type: application/grpc");
            byte[] greeting = message("hello world");
            assertThat(data(client, greeting.length)).isEqualTo(greeting);
            Frame trailers = headers(client);
            assertThat(trailers.endsStream()).isTrue();
            assertThat(client.fields(trailers)).containsExactly("grpc-status: 0");
        }
    }

    @Test
    @DisplayName("S19: a pseudo-header field among trailers passes in neither direction")
    void pseudoHeadersInTrailers() throws Exception {
        try (ScriptedUpstream upstream =
                        serving(
                                (frames, conversation) -> {
                                    int stream = headers(frames).stream();
                                    Frame trailers = headers(frames);
                                    conversation.event(frames.fields(trailers).toString());
                                    frames.headers(stream, false, "200");
                                    frames.trailers(stream, ":status", "204", "a: b");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, WINDOW);
            client.request(1, false, "POST", "/greeter.Greeter/Greet", CALL);
            client.trailers(1, ":path", "/admin", "c: d");

            assertThat(upstream.event()).isEqualTo("[c: d]");
            assertThat(client.fields(headers(client))).contains(":status: 200");
            assertThat(client.fields(headers(client))).containsExactly("a: b");
        }
    }

    @Test
    @DisplayName("a stream both ways: each message arrives before the next one is sent")
    void bidirectional() throws Exception {
        int rounds = 20;
        try (ScriptedUpstream upstream =
                        serving(
                                (frames, conversation) -> {
                                    Frame head = headers(frames);
                                    int stream = head.stream();
                                    frames.headers(
                                            stream, false, "200", "content-type: application/grpc");
                                    for (int i = 0; i < rounds; i++) {
                                        frames.data(
                                                stream,
                                                false,
                                                data(frames, message("ping " + i).length));
                                    }
                                    awaitEnd(frames);
                                    frames.trailers(stream, "grpc-status", "0");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, WINDOW);
            client.request(1, false, "POST", "/chat.Chat/Talk", CALL);
            assertThat(client.fields(headers(client))).contains(":status: 200");
            for (int i = 0; i < rounds; i++) {
                byte[] ping = message("ping " + i);
                client.data(1, false, ping);
                assertThat(data(client, ping.length)).isEqualTo(ping);
            }
            client.data(1, true, new byte[0]);
            Frame trailers = headers(client);
            assertThat(trailers.endsStream()).isTrue();
            assertThat(client.fields(trailers)).containsExactly("grpc-status: 0");
        }
    }

    @Test
    @DisplayName("an error without a message is one header block, and ends the call")
    void trailersOnly() throws Exception {
        try (ScriptedUpstream upstream =
                        serving(
                                (frames, conversation) -> {
                                    frames.headers(
                                            headers(frames).stream(),
                                            true,
                                            "200",
                                            "content-type: application/grpc",
                                            "grpc-status: 12",
                                            "grpc-message: no%20such%20method");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, WINDOW);
            client.request(1, false, "POST", "/greeter.Greeter/Nothing", CALL);
            client.data(1, true, message(""));
            assertThat(client.fields(headers(client)))
                    .contains(
                            ":status: 200", "grpc-status: 12", "grpc-message: no%20such%20method");
        }
    }

    @Test
    @DisplayName(
            "a call that the client cancels is cancelled upstream, and the next one goes on the same connection")
    void cancelled() throws Exception {
        try (ScriptedUpstream upstream =
                        serving(
                                (frames, conversation) -> {
                                    frames.headers(headers(frames).stream(), false, "200");
                                    Frame end = frames.next();
                                    while (!end.isReset()) {
                                        end = frames.next();
                                    }
                                    conversation.event("cancelled " + end.code());
                                    Frame next = headers(frames);
                                    frames.headers(next.stream(), true, "200", "grpc-status: 0");
                                    frames.untilClosed();
                                });
                Front front = front(upstream);
                Wire wire = front.connect()) {
            Http2Frames client = Http2Frames.call(wire, WINDOW);
            client.request(1, false, "POST", "/chat.Chat/Talk", CALL);
            assertThat(client.fields(headers(client))).contains(":status: 200");
            client.reset(1, Http2Frames.CANCEL);
            assertThat(upstream.event()).isEqualTo("cancelled " + Http2Frames.CANCEL);
            client.request(3, true, "POST", "/greeter.Greeter/Greet", CALL);
            List<String> answer = client.fields(headers(client));
            assertThat(answer).contains(":status: 200", "grpc-status: 0");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }
}
