package io.breakwater.testsuite.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads HTTP/1.1 messages byte by byte and keeps what it read (RFC 9112 §6 and §7.1). */
final class Message {
    private static final String EMPTY_LINE = "\r\n";

    private final InputStream in;

    Message(InputStream in) {
        this.in = in;
    }

    /** The header lines of a head, the first line left out. */
    static List<RawHeader> headers(String head) {
        return head.lines().skip(1).filter(line -> !line.isEmpty()).map(RawHeader::parse).toList();
    }

    /** The bytes up to and including the empty line; empty when the other side ended before a first byte. */
    byte[] head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (byte[] line = line(); ; line = line()) {
            head.writeBytes(line);
            if (line.length == 0 && head.size() == 0 || isEmptyLine(line)) {
                return head.toByteArray();
            }
            if (line.length == 0) {
                throw new EOFException(
                        "the connection ended inside a head: " + head.toString(ISO_8859_1));
            }
        }
    }

    byte[] exactly(long length) throws IOException {
        byte[] body = in.readNBytes(Math.toIntExact(length));
        if (body.length < length) {
            throw new EOFException(
                    "the connection ended after " + body.length + " of " + length + " bytes");
        }
        return body;
    }

    byte[] toTheEnd() throws IOException {
        return in.readAllBytes();
    }

    /** A chunked body; {@code raw} also receives the framing. */
    Chunked chunked() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int size = chunkSize(raw); size > 0; size = chunkSize(raw)) {
            byte[] chunk = exactly(size);
            data.writeBytes(chunk);
            raw.writeBytes(chunk);
            raw.writeBytes(exactly(EMPTY_LINE.length()));
        }
        byte[] trailers = trailers();
        raw.writeBytes(trailers);
        return new Chunked(
                raw.toByteArray(),
                data.toByteArray(),
                headers("\n" + new String(trailers, ISO_8859_1)));
    }

    private int chunkSize(ByteArrayOutputStream raw) throws IOException {
        byte[] line = line();
        raw.writeBytes(line);
        String size = new String(line, ISO_8859_1).strip().split(";", 2)[0].strip();
        if (size.isEmpty()) {
            throw new EOFException("the connection ended where a chunk size belongs");
        }
        return Integer.parseInt(size, 16);
    }

    private byte[] trailers() throws IOException {
        ByteArrayOutputStream trailers = new ByteArrayOutputStream();
        for (byte[] line = line(); ; line = line()) {
            trailers.writeBytes(line);
            if (isEmptyLine(line)) {
                return trailers.toByteArray();
            }
            if (line.length == 0) {
                throw new EOFException("the connection ended inside the trailers");
            }
        }
    }

    /** One line with its end; without one when the other side ended. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isEmptyLine(byte[] line) {
        return EMPTY_LINE.equals(new String(line, ISO_8859_1));
    }

    /**
     * A chunked body as it was on the wire and as it is meant.
     *
     * @param raw sizes, data, line ends and trailers
     * @param data the data alone
     * @param trailers the header lines after the last chunk
     */
    record Chunked(byte[] raw, byte[] data, List<RawHeader> trailers) {}
}
