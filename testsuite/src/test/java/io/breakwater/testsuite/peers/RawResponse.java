package io.breakwater.testsuite.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/**
 * A response as a client received it.
 *
 * @param head the bytes up to and including the empty line, as ISO-8859-1
 * @param rawBody the body without its framing, one character a byte
 * @param trailers what followed the last chunk
 */
public record RawResponse(String head, String rawBody, List<RawHeader> trailers) {
    public RawResponse {
        trailers = List.copyOf(trailers);
    }

    public String statusLine() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    public int status() {
        return Integer.parseInt(statusLine().split(" ", 3)[1]);
    }

    /** The header lines in the order they came. */
    public List<RawHeader> headers() {
        return Message.headers(head);
    }

    /** All values of a name, in any case, in their order. */
    public List<String> headers(String name) {
        return RawHeader.values(headers(), name);
    }

    /** The only value of a name; empty when there is none. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw new IllegalStateException(name + " came " + values.size() + " times: " + values);
        }
        return values.stream().findFirst();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(rawBody.getBytes(ISO_8859_1), UTF_8);
    }
}
