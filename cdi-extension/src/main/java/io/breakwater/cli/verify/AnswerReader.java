package io.breakwater.cli.verify;

import io.breakwater.net.IpAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one answer (RFC 9112 sections 4 to 7), within bounds; the connection is of no use afterwards. */
final class AnswerReader {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_LINES = 200;
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final InputStream in;

    AnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    Answer read(IpAddress client) throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (status < 200) { // interim
            status = status();
            headers = headers();
        }
        String body =
                status == 204 || status == 304
                        ? ""
                        : new String(body(headers), StandardCharsets.UTF_8);
        return new Answer(status, headers, body, client);
    }

    private int status() throws IOException {
        Matcher line = STATUS.matcher(line());
        if (!line.matches()) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(line.group(1));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MAX_LINES; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has too many headers");
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in.readNBytes(MAX_BODY_BYTES);
        }
        int bytes = (int) Math.min(number(length, 10), MAX_BODY_BYTES);
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new EOFException("the answer is cut");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            long size = number(line().split(";", 2)[0].strip(), 16);
            if (size == 0 || body.size() + size > MAX_BODY_BYTES) {
                return body.toByteArray();
            }
            body.write(in.readNBytes((int) size));
            line();
        }
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(digits, radix) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IOException("the answer's length is not a number", e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection is closed");
            }
            if (line.size() >= MAX_LINE_BYTES) {
                throw new IOException("the answer has too long a line");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
