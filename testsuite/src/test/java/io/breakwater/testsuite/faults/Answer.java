package io.breakwater.testsuite.faults;

import java.util.Random;

/**
 * What an upstream answers to a request: a body that follows from the request's number, so that the client knows it too.
 *
 * @param id of the request
 * @param body one byte a character
 */
record Answer(long id, String body) {
    private static final int CHUNK = 4_000;

    static Answer to(long id, int length) {
        return new Answer(id, text(id, length));
    }

    /** Bytes that only this number has. */
    static String text(long id, int length) {
        Random random = new Random(id);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(), Character.MAX_RADIX)).append(id);
        }
        return text.substring(0, length);
    }

    String head() {
        return commonHead() + "Content-Length: " + body.length() + "\r\n\r\n";
    }

    String chunkedHead() {
        return commonHead() + "Transfer-Encoding: chunked\r\n\r\n";
    }

    private String commonHead() {
        return "HTTP/1.1 200 OK\r\nX-Id: " + id + "\r\n";
    }

    /** The body in chunks, without the last one. */
    String chunks() {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += CHUNK) {
            String chunk = body.substring(at, Math.min(body.length(), at + CHUNK));
            chunks.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk);
            chunks.append("\r\n");
        }
        return chunks.toString();
    }
}
