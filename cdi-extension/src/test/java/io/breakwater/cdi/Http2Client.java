package io.breakwater.cdi;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client that says in HTTP/2 what it is told, frame by frame, hears every byte, and answers PING when it comes to it. */
final class Http2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int GOAWAY = 7;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int HEAD_BYTES = 9;
    private static final int WINDOW = 1 << 24;

    private final Socket socket;
    private final DataInputStream in;

    /** A frame as it came. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** Of GOAWAY. */
        int lastStream() {
            return ByteBuffer.wrap(payload).getInt();
        }

        /** Of GOAWAY. */
        int error() {
            return ByteBuffer.wrap(payload).getInt(4);
        }
    }

    private Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(10_000);
        write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        write(frame(SETTINGS, 0, 0, new byte[] {0, 4, 1, 0, 0, 0})); // streams of this window
        write(frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(WINDOW).array()));
    }

    /** Knows that HTTP/2 is spoken. */
    static Http2Client plain(int port) throws IOException {
        return new Http2Client(new Socket("127.0.0.1", port));
    }

    /** Agrees on it. */
    static Http2Client secure(int port, String... versions) throws Exception {
        SSLSocket socket =
                (SSLSocket)
                        AnyCertificate.context().getSocketFactory().createSocket("127.0.0.1", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        if (versions.length > 0) {
            parameters.setProtocols(versions);
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Http2Client(socket);
    }

    /** A GET without a body, in one frame. */
    static byte[] get(int stream) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, fields());
    }

    /** The same in two frames. */
    static byte[] getInTwo(int stream) {
        byte[] fields = fields();
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(frame(HEADERS, END_STREAM, stream, Arrays.copyOf(fields, 3)));
        both.writeBytes(
                frame(
                        CONTINUATION,
                        END_HEADERS,
                        stream,
                        Arrays.copyOfRange(fields, 3, fields.length)));
        return both.toByteArray();
    }

    /** RFC 7541 appendix A: the static table has all of them but the host. */
    private static byte[] fields() {
        return new byte[] {(byte) 0x82, (byte) 0x84, (byte) 0x86, 0x01, 1, 'h'};
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void ping() throws IOException {
        write(frame(PING, 0, 0, new byte[8]));
    }

    /** The next frame of one of these types; null where the server has ended the connection. */
    @Nullable Frame next(Integer... types) throws IOException {
        for (; ; ) {
            Frame frame = next();
            if (frame != null && frame.type == PING && (frame.flags & ACK) == 0) {
                write(frame(PING, ACK, 0, frame.payload));
            }
            if (frame == null || Arrays.asList(types).contains(frame.type)) {
                return frame;
            }
        }
    }

    private @Nullable Frame next() throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        if (head.length == 0) {
            return null;
        }
        ByteBuffer read = ByteBuffer.wrap(head);
        int lengthAndType = read.getInt();
        int flags = read.get() & 0xff;
        int stream = read.getInt();
        byte[] payload = in.readNBytes(lengthAndType >>> 8);
        if (payload.length < lengthAndType >>> 8) {
            throw new EOFException("within a frame");
        }
        return new Frame(lengthAndType & 0xff, flags, stream, payload);
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
