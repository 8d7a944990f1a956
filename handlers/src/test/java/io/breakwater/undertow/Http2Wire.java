package io.breakwater.undertow;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that says in HTTP/2 exactly what it is told: every field as a literal (RFC 7541 section 6.2.2), nothing checked. */
final class Http2Wire implements AutoCloseable {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final int STRING_BYTES = 127;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** A connection whose other end knows that HTTP/2 is spoken. */
    static Http2Wire to(int port) throws IOException {
        Http2Wire wire = new Http2Wire(port);
        wire.preface();
        return wire;
    }

    /** A connection that begins with HTTP/1.1 and changes over. */
    static Http2Wire upgraded(int port, String... moreLines) throws IOException {
        Http2Wire wire = new Http2Wire(port);
        String request =
                "GET /first HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
                        + String.join("", moreLines)
                        + "\r\n";
        wire.send(request.getBytes(StandardCharsets.ISO_8859_1));
        wire.skipHead();
        wire.preface();
        return wire;
    }

    private Http2Wire(int port) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    private void preface() throws IOException {
        send(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
        send(frame(SETTINGS, 0, 0, new byte[0]));
    }

    private void skipHead() throws IOException {
        int lineEnds = 0;
        while (lineEnds < 4) {
            int c = in.readUnsignedByte();
            lineEnds = c == '\r' || c == '\n' ? lineEnds + 1 : 0;
        }
    }

    /** The body of the answer to a request of these fields, {@code name=value}; how the stream or connection was ended, if there is none. */
    String ask(int stream, List<String> fields) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (String field : fields) {
            int equals = field.indexOf('=');
            block.write(0x10); // never indexed, with a new name
            string(block, field.substring(0, equals));
            string(block, field.substring(equals + 1));
        }
        send(frame(HEADERS, END_STREAM_AND_HEADERS, stream, block.toByteArray()));
        return answer(stream);
    }

    private static void string(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length >= STRING_BYTES) {
            throw new IllegalArgumentException("too long for one length byte");
        }
        block.write(bytes.length);
        block.writeBytes(bytes);
    }

    private String answer(int stream) throws IOException {
        StringBuilder body = new StringBuilder();
        try {
            for (; ; ) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                boolean ours = in.readInt() == stream;
                String payload = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
                if (type == GO_AWAY || ours && type == RESET) {
                    return type == RESET ? "reset" : "gone away";
                }
                body.append(ours && type == DATA ? payload : "");
                if (ours && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    return body.toString();
                }
            }
        } catch (EOFException e) {
            return "closed";
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
