package io.breakwater.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Paths as they stand in a request line: percent-encoded, segment by segment (RFC 3986 section 3.3). */
public final class RawPath {
    private RawPath() {}

    /** The index of the slash that ends the segment beginning at {@code from}, or the length of the path. */
    static int endOfSegment(String rawPath, int from) {
        int end = rawPath.indexOf('/', from);
        return end < 0 ? rawPath.length() : end;
    }

    /** Whether the raw segment between two indices decodes to {@code decoded}, whose characters stand for bytes. */
    static boolean segmentEquals(String rawPath, int from, int to, String decoded) {
        int at = from;
        for (int i = 0; i < decoded.length(); i++) {
            if (at >= to) {
                return false;
            }
            int value = rawPath.charAt(at++);
            if (value == '%') {
                value = Ascii.hexByte(rawPath, at);
                at += 2;
            }
            if (value != decoded.charAt(i)) {
                return false;
            }
        }
        return at == to;
    }

    /** The path decoded as UTF-8; an escape that is none is kept as it is. For showing, never for matching. */
    public static String decode(String rawPath) {
        if (rawPath.indexOf('%') < 0) {
            return rawPath;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            int escaped = rawPath.charAt(i) == '%' ? Ascii.hexByte(rawPath, i + 1) : -1;
            if (escaped >= 0) {
                bytes.write(escaped);
                i += 2;
            } else {
                bytes.writeBytes(rawPath.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
