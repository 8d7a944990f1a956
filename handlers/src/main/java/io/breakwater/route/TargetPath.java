package io.breakwater.route;

import io.breakwater.net.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which paths may be sent on to an upstream, and how they are written in a request line (P-2).
 *
 * <table>
 * <caption>{@link #isUnambiguous(String)}</caption>
 * <tr><td>{@code /a//b}, {@code /a%2Fb}, {@code /...}, {@code /.well-known/x}, {@code /caf%C3%A9}, {@code /%252e%252e/}</td><td>true</td></tr>
 * <tr><td>{@code /../x}, {@code /%2E./x}, {@code /..;v=1/x}, {@code /.%3B/x}, {@code /a/..}, {@code /a%2F..%2Fb}</td><td>false</td></tr>
 * <tr><td>{@code /a%00}, {@code /a%0d%0ab}, {@code /a\b}, {@code /a%5Cb}, {@code /%zz}</td><td>false</td></tr>
 * </table>
 */
public final class TargetPath {
    private TargetPath() {}

    /**
     * Whether all readers of a raw path mean the same place by it, and that place is under where the path begins. An encoded slash does not
     * separate segments here, but it may do so at the upstream: no dot segment may hide behind it.
     */
    public static boolean isUnambiguous(String rawPath) {
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < rawPath.length(); i++) {
            int c = rawPath.charAt(i);
            if (c == '%') {
                c = Ascii.hexByte(rawPath, i + 1);
                i += 2;
            }
            if (c < ' ' || c == 0x7f || c == '\\') {
                return false;
            }
            if (c != '/') {
                segment.append((char) c);
            } else if (isDotSegment(segment)) {
                return false;
            } else {
                segment.setLength(0);
            }
        }
        return !isDotSegment(segment);
    }

    /** {@code .} or {@code ..}, with or without parameters, which some servers cut off before they resolve dots. */
    private static boolean isDotSegment(StringBuilder decoded) {
        int parameters = decoded.indexOf(";");
        int length = parameters < 0 ? decoded.length() : parameters;
        boolean dots = length > 0 && length <= 2 && decoded.charAt(0) == '.';
        return dots && decoded.charAt(length - 1) == '.';
    }

    /** A path and a query in the form of a request line (RFC 9112 section 3.2.1). An empty query is none. */
    public static String withQuery(String path, String rawQuery) {
        String sendablePath = sendable(path, "?");
        return rawQuery.isEmpty() ? sendablePath : sendablePath + "?" + sendable(rawQuery, "");
    }

    /**
     * What came is sent as it is, except for characters that would end the target or cut it short. They can only be there where Undertow was
     * told to let them in, and then as what it decoded: the client wrote them percent-encoded.
     */
    private static String sendable(String raw, String alsoNever) {
        for (int i = 0; i < raw.length(); i++) {
            if (isNeverSent(raw.charAt(i), alsoNever)) {
                return encoded(raw, alsoNever);
            }
        }
        return raw;
    }

    private static boolean isNeverSent(char c, String alsoNever) {
        return c <= ' ' || c >= 0x7f || c == '#' || alsoNever.indexOf(c) >= 0;
    }

    private static String encoded(String raw, String alsoNever) {
        StringBuilder encoded = new StringBuilder(raw.length() + 16);
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            encoded.append(
                    isNeverSent(c, alsoNever)
                            ? String.format(Locale.ROOT, "%%%02X", (int) c)
                            : String.valueOf(c));
        }
        return encoded.toString();
    }
}
