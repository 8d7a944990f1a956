package io.breakwater.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One end of a connection on which HTTP/1.1 is spoken by hand. */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Closeable end;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Closeable end, InputStream in, OutputStream out) {
        this.end = end;
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.out = out;
    }

    static Wire of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
    }

    static Wire of(SocketChannel channel) {
        return new Wire(
                channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    static Wire to(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        return of(socket);
    }

    /** Sends text as it is, each character a byte. */
    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A message: head, and body if its length is told; until the end if it is told by closing. */
    Message read(boolean bodyAllowed) throws IOException {
        String head = readHead();
        Message bodyless = Message.of(head, new byte[0]);
        if (!bodyAllowed || !bodyless.mayHaveBody()) {
            return bodyless;
        }
        return Message.of(head, readBody(bodyless));
    }

    Message read() throws IOException {
        return read(true);
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(
                        "connection closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] readBody(Message head) throws IOException {
        if (head.fields("Transfer-Encoding").contains("chunked")) {
            return readChunks();
        }
        if (!head.fields("Content-Length").isEmpty()) {
            return exactly(Integer.parseInt(head.field("Content-Length")));
        }
        return head.isResponse() ? in.readAllBytes() : new byte[0];
    }

    byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(
                    "connection closed after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            readLine();
        }
        while (!readLine().isEmpty()) {
            // trailers
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine().split(";", 2)[0].trim(), 16);
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("connection closed after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Everything until the other end closes its side. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Says that nothing more will be sent. */
    void endOutput() throws IOException {
        if (end instanceof Socket socket) {
            socket.shutdownOutput();
        }
    }

    /** Closes before the test is over. */
    void hangUp() throws IOException {
        close();
    }

    /** Closes so that the other end sees a reset, where there is such a thing. */
    void reset() throws IOException {
        if (end instanceof Socket socket) {
            socket.setSoLinger(true, 0);
        }
        end.close();
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
