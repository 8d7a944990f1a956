package io.breakwater.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A request or response as it came over the wire.
 *
 * @param startLine the first line
 * @param headerLines as received
 */
record Message(String startLine, List<String> headerLines, byte[] body) {
    static Message of(String head, byte[] body) {
        List<String> lines = Arrays.asList(head.split("\r\n"));
        return new Message(lines.get(0), List.copyOf(lines.subList(1, lines.size())), body);
    }

    /** The values of a field, in the order received. */
    List<String> fields(String name) {
        return headerLines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .toList();
    }

    /** The value of a field that is there once. */
    String field(String name) {
        List<String> values = fields(name);
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times in " + this);
        }
        return values.get(0);
    }

    boolean has(String name) {
        return !fields(name).isEmpty();
    }

    boolean isResponse() {
        return startLine.startsWith("HTTP/");
    }

    int status() {
        return Integer.parseInt(startLine.split(" ")[1]);
    }

    /** The target of a request line. */
    String target() {
        return startLine.split(" ")[1];
    }

    boolean mayHaveBody() {
        return !isResponse() || status() >= 200 && status() != 204 && status() != 304;
    }

    String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return startLine + " " + headerLines + " + " + body.length + " bytes";
    }
}
