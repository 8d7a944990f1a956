package io.breakwater.cdi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that a PROXY header of version 1 is, with each IPv6 address that ends in an IPv4 one (RFC 4291 section 2.2) in hexadecimal: HAProxy
 * writes those of IPv4 clients on IPv6 sockets so, and Undertow's parser takes only the other form.
 *
 * <table>
 * <caption>{@link #of}</caption>
 * <tr><td>{@code PROXY TCP6 ::ffff:203.0.113.5 ::1 1 2}</td><td>{@code PROXY TCP6 ::ffff:cb00:7105 ::1 1 2}</td></tr>
 * <tr><td>{@code PROXY TCP6 2001:db8::1 ::1 1 2}, {@code PROXY TCP6 ::ffff:203.0.113.05 …}</td><td>the same, the latter for the parser to
 * refuse</td></tr>
 * </table>
 */
final class ProxyLine {
    /** The longest, with its end. */
    static final int MAX_BYTES = 107;

    private static final byte[] BEGINNING = "PROXY TCP6 ".getBytes(StandardCharsets.US_ASCII);
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern DOTTED =
            Pattern.compile(
                    "(?<=:)" + OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET + "(?= )");

    private ProxyLine() {}

    /**
     * The line at the beginning of what has come, and all that is behind it.
     *
     * @return empty if more has to come
     */
    static Optional<byte[]> of(byte[] come) {
        int end = end(come);
        if (!begins(come) || end < 0 && come.length >= MAX_BYTES) {
            return Optional.of(come);
        }
        return end < 0 ? Optional.empty() : Optional.of(rewritten(come, end));
    }

    private static boolean begins(byte[] come) {
        for (int i = 0; i < Math.min(come.length, BEGINNING.length); i++) {
            if (come[i] != BEGINNING[i]) {
                return false;
            }
        }
        return true;
    }

    private static int end(byte[] come) {
        for (int i = 0; i < Math.min(come.length, MAX_BYTES); i++) {
            if (come[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] rewritten(byte[] come, int end) {
        Matcher dotted = DOTTED.matcher(new String(come, 0, end, StandardCharsets.ISO_8859_1));
        String line = dotted.replaceAll(ProxyLine::hexadecimal);
        String rest = new String(come, end, come.length - end, StandardCharsets.ISO_8859_1);
        return (line + rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hexadecimal(MatchResult octets) {
        int high = Integer.parseInt(octets.group(1)) << 8 | Integer.parseInt(octets.group(2));
        int low = Integer.parseInt(octets.group(3)) << 8 | Integer.parseInt(octets.group(4));
        return Integer.toHexString(high) + ":" + Integer.toHexString(low);
    }
}
