package io.breakwater.testsuite.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * A request as an upstream received it.
 *
 * @param head the bytes up to and including the empty line, as ISO-8859-1
 * @param body the bytes after it that its framing claims, chunk sizes and trailers included, as ISO-8859-1
 */
public record RawRequest(String head, String body) {
    static RawRequest of(byte[] head, byte[] body) {
        return new RawRequest(new String(head, ISO_8859_1), new String(body, ISO_8859_1));
    }

    public String requestLine() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    public String method() {
        return requestLine().split(" ", 3)[0];
    }

    /** The request target, undecoded. */
    public String rawTarget() {
        return requestLine().split(" ", 3)[1];
    }

    /** The header lines in the order they came. */
    public List<RawHeader> headers() {
        return Message.headers(head);
    }

    /** All values of a name, in any case, in their order. */
    public List<String> headers(String name) {
        return RawHeader.values(headers(), name);
    }
}
