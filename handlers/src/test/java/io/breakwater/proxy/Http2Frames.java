package io.breakwater.proxy;

import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One end of a connection on which HTTP/2 is spoken by hand: every field as a literal (RFC 7541 section 6.2.2), nothing checked. */
final class Http2Frames {
    static final int CANCEL = 8;
    static final int REFUSED_STREAM = 7;
    static final int INTERNAL_ERROR = 2;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADER_BYTES = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private final Wire wire;
    private final HpackDecoder decoder = new HpackDecoder();

    /** A frame as it came. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isHeaders() {
            return type == HEADERS;
        }

        boolean isData() {
            return type == DATA;
        }

        boolean isReset() {
            return type == RST_STREAM;
        }

        boolean endsStream() {
            return (flags & END_STREAM) != 0;
        }

        int code() {
            return ByteBuffer.wrap(payload).getInt();
        }
    }

    private Http2Frames(Wire wire) {
        this.wire = wire;
    }

    /** Says what every server says first. */
    static Http2Frames greet(Wire wire) throws IOException {
        return greet(wire, Integer.MAX_VALUE);
    }

    static Http2Frames greet(Wire wire, int concurrentStreams) throws IOException {
        wire.exactly(PREFACE.length());
        Http2Frames frames = new Http2Frames(wire);
        frames.send(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6)
                        .putShort((short) MAX_CONCURRENT_STREAMS)
                        .putInt(concurrentStreams)
                        .array());
        return frames;
    }

    /** Says what a client says first, to a server that knows what is spoken. */
    static Http2Frames call(Wire wire, int streamWindow) throws IOException {
        wire.send(PREFACE);
        Http2Frames frames = new Http2Frames(wire);
        frames.send(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6)
                        .putShort((short) INITIAL_WINDOW_SIZE)
                        .putInt(streamWindow)
                        .array());
        return frames;
    }

    /** The fields of a header block in one frame; each block must be decoded, and in order. */
    List<String> fields(Frame frame) throws HpackException {
        List<String> fields = new ArrayList<>();
        decoder.setHeaderEmitter((name, value, kept) -> fields.add(name + ": " + value));
        decoder.decode(ByteBuffer.wrap(frame.payload()), false);
        return fields;
    }

    /** Lets the other end send so much more, on a stream and the connection. */
    void grant(int stream, int bytes) throws IOException {
        for (int each : new int[] {0, stream}) {
            send(WINDOW_UPDATE, 0, each, ByteBuffer.allocate(4).putInt(bytes).array());
        }
    }

    /** A request whose body follows if it has not ended. */
    void request(int stream, boolean end, String method, String path, String... fields)
            throws IOException {
        List<String> all =
                new ArrayList<>(
                        List.of(":scheme: http", ":path: " + path, ":authority: www.example.com"));
        all.addAll(List.of(fields));
        send(
                HEADERS,
                END_HEADERS | (end ? END_STREAM : 0),
                stream,
                block(":method", method, all.toArray(String[]::new)));
    }

    /** The next frame that belongs to a request. */
    Frame next() throws IOException {
        for (; ; ) {
            ByteBuffer head = ByteBuffer.wrap(wire.exactly(HEADER_BYTES));
            int lengthAndType = head.getInt();
            int flags = head.get() & 0xff;
            int stream = head.getInt();
            Frame frame =
                    new Frame(
                            lengthAndType & 0xff, flags, stream, wire.exactly(lengthAndType >>> 8));
            if (frame.type == SETTINGS && (flags & ACK) == 0) {
                send(SETTINGS, ACK, 0, new byte[0]);
            } else if (frame.isHeaders() || frame.isData() || frame.isReset()) {
                return frame;
            }
        }
    }

    /** Whatever comes until the other end closes. */
    void untilClosed() throws IOException {
        wire.rest();
        throw new EOFException("closed");
    }

    /** The stream of the next request, which has no body. */
    int request() throws IOException {
        Frame frame = next();
        while (!frame.isHeaders()) {
            frame = next();
        }
        return frame.stream();
    }

    /** Fields are {@code name: value}; the first is the status alone. */
    void headers(int stream, boolean end, String status, String... fields) throws IOException {
        send(
                HEADERS,
                END_HEADERS | (end ? END_STREAM : 0),
                stream,
                block(":status", status, fields));
    }

    /** A header block in two frames. */
    void headersInTwo(int stream, String status, String... fields) throws IOException {
        byte[] block = block(":status", status, fields);
        send(HEADERS, 0, stream, Arrays.copyOf(block, block.length / 2));
        send(
                CONTINUATION,
                END_HEADERS,
                stream,
                Arrays.copyOfRange(block, block.length / 2, block.length));
    }

    void trailers(int stream, String name, String value, String... fields) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, stream, block(name, value, fields));
    }

    void data(int stream, boolean end, byte[] bytes) throws IOException {
        send(DATA, end ? END_STREAM : 0, stream, bytes);
    }

    void answer(int stream, String body) throws IOException {
        headers(stream, false, "200");
        data(stream, true, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    void reset(int stream, int code) throws IOException {
        send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    void goAway(int lastStream) throws IOException {
        send(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
    }

    private static byte[] block(String firstName, String firstValue, String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, firstName, firstValue);
        for (String field : fields) {
            int colon = field.indexOf(": ", 1);
            field(block, field.substring(0, colon), field.substring(colon + 2));
        }
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10); // never indexed, with a new name
        for (String text : new String[] {name, value}) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length > 126) {
                throw new IllegalArgumentException("too long for one length byte");
            }
            block.write(bytes.length);
            block.writeBytes(bytes);
        }
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        wire.send(
                ByteBuffer.allocate(HEADER_BYTES + payload.length)
                        .putInt(payload.length << 8 | type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }
}
