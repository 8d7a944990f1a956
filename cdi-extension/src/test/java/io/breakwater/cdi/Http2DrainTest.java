package io.breakwater.cdi;

import static io.breakwater.cdi.Http2Client.DATA;
import static io.breakwater.cdi.Http2Client.GOAWAY;
import static io.breakwater.cdi.Http2Client.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cdi.Http2Client.Frame;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P-21 over HTTP/2: a server that stops says GOAWAY, as RFC 9113 section 6.8 wants it, and answers what has begun to arrive. */
class Http2DrainTest {
    private static final int NOBODY_KNOWS = Integer.MAX_VALUE;

    @TempDir private static Path folder;
    private static Identity identity;

    private @Nullable Served served;

    /** How it comes to be spoken. */
    enum Way {
        KNOWN,
        TLS_1_2,
        TLS_1_3
    }

    @BeforeAll
    static void makeIdentity() throws Exception {
        identity = Identity.make(folder, "www", "EC", "www.example.com");
    }

    @AfterEach
    void stop() {
        if (served != null) {
            served.close();
        }
    }

    private Http2Client client(Way way, HttpHandler application) throws Exception {
        Served started =
                new Served(
                        application,
                        "listen-tls",
                        "127.0.0.1:0",
                        "tls.certificate",
                        identity.certificate().toString(),
                        "tls.key",
                        identity.key().toString());
        served = started;
        return switch (way) {
            case KNOWN -> Http2Client.plain(started.port());
            case TLS_1_2 -> Http2Client.secure(started.tlsPort(), "TLSv1.2");
            case TLS_1_3 -> Http2Client.secure(started.tlsPort(), "TLSv1.3");
        };
    }

    private static void answer(HttpServerExchange exchange) {
        exchange.getResponseSender().send("answer");
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(served::close);
    }

    private static void isGoAway(@Nullable Frame frame, int lastStream) {
        assertThat(frame).isNotNull();
        assertThat(frame.type()).isEqualTo(GOAWAY);
        assertThat(frame.stream()).isZero();
        assertThat(frame.error()).as("no error").isZero();
        assertThat(frame.lastStream()).isEqualTo(lastStream);
    }

    /** The server has taken nothing behind that stream, and waits for nobody else. */
    private static void isGoneAfter(
            Http2Client client, int lastStream, CompletableFuture<Void> stopped) throws Exception {
        isGoAway(client.next(GOAWAY, HEADERS), lastStream);
        assertThat(client.next(GOAWAY, HEADERS, DATA)).as("the end").isNull();
        client.hangUp();
        stopped.get(10, TimeUnit.SECONDS);
    }

    private static void isAnswered(Http2Client client, int stream, String body) throws Exception {
        Frame head = client.next(HEADERS, GOAWAY);
        assertThat(head).isNotNull();
        assertThat(head.type()).isEqualTo(HEADERS);
        assertThat(head.stream()).isEqualTo(stream);
        assertThat(head.payload()[0]).as(":status 200").isEqualTo((byte) 0x88);
        StringBuilder text = new StringBuilder();
        Frame data = client.next(DATA, GOAWAY);
        while (data != null && data.type() == DATA) {
            text.append(new String(data.payload(), StandardCharsets.US_ASCII));
            data = data.endsStream() ? null : client.next(DATA, GOAWAY);
        }
        assertThat(text.toString()).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName(
            "the client gets its answer, is told to send no more, and then which request was the last")
    void underWay(Way way) throws Exception {
        HeldApplication application = new HeldApplication();
        try (Http2Client client = client(way, application)) {
            client.write(Http2Client.get(1));
            application.awaitRequest();
            CompletableFuture<Void> stopped = stopping();
            application.release();
            isAnswered(client, 1, "answer");
            isGoAway(client.next(GOAWAY, HEADERS), NOBODY_KNOWS);
            isGoneAfter(client, 1, stopped);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("a client that goes on is told at once, and answered nevertheless")
    void goesOn(Way way) throws Exception {
        HeldApplication application = new HeldApplication();
        try (Http2Client client = client(way, application);
                Http2Client idle = Http2Client.plain(served.port())) {
            client.write(Http2Client.get(1));
            application.awaitRequest();
            CompletableFuture<Void> stopped = stopping();
            isGoAway(idle.next(GOAWAY), NOBODY_KNOWS);
            idle.hangUp();
            client.write(Http2Client.get(3));
            isGoAway(client.next(GOAWAY, HEADERS), NOBODY_KNOWS);
            client.write(Http2Client.get(5));
            application.release();
            for (int answers = 0; answers < 3; ) {
                Frame frame = client.next(HEADERS, DATA, GOAWAY);
                assertThat(frame).isNotNull();
                assertThat(frame.type()).isNotEqualTo(GOAWAY);
                answers += frame.endsStream() ? 1 : 0;
            }
            isGoneAfter(client, 5, stopped);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("a request of which a part has come is answered when the rest comes")
    void begun(Way way) throws Exception {
        for (byte[] request : new byte[][] {Http2Client.get(3), Http2Client.getInTwo(3)}) {
            for (int part : new int[] {1, 9, 13, request.length - 1}) {
                try (Http2Client client = client(way, Http2DrainTest::answer)) {
                    client.write(Http2Client.get(1));
                    isAnswered(client, 1, "answer");
                    client.write(Arrays.copyOf(request, part));
                    CompletableFuture<Void> stopped = stopping();
                    isGoAway(client.next(GOAWAY, HEADERS), NOBODY_KNOWS);
                    client.write(Arrays.copyOfRange(request, part, request.length));
                    isAnswered(client, 3, "answer");
                    isGoneAfter(client, 3, stopped);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("an idle connection is told both, and closed")
    void idle(Way way) throws Exception {
        try (Http2Client client = client(way, Http2DrainTest::answer)) {
            client.write(Http2Client.get(1));
            isAnswered(client, 1, "answer");
            CompletableFuture<Void> stopped = stopping();
            isGoAway(client.next(GOAWAY), NOBODY_KNOWS);
            isGoneAfter(client, 1, stopped);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("a client that talks while it reads loses nothing of a long answer")
    void talking(Way way) throws Exception {
        String body = "0123456789abcdef".repeat(250_000);
        try (Http2Client client =
                client(way, exchange -> exchange.getResponseSender().send(body))) {
            client.write(Http2Client.get(1));
            assertThat(client.next(HEADERS)).isNotNull();
            CompletableFuture<Void> stopped = stopping();
            int length = 0;
            Frame frame = client.next(DATA, GOAWAY);
            while (frame != null) {
                length += frame.type() == DATA ? frame.payload().length : 0;
                client.ping();
                frame = client.next(DATA, GOAWAY);
            }
            assertThat(length).isEqualTo(body.length());
            client.hangUp();
            stopped.get(10, TimeUnit.SECONDS);
        }
    }
}
