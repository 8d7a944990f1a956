package io.breakwater.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A path prefix: what CGI calls SCRIPT_NAME (RFC 3875 section 4.1.13), and what a mount is known by.
 *
 * <p>It is either {@link #NONE} or one or more segments, none of them empty or a dot segment, so that it can be put in front of any path
 * and into any header or cookie attribute.
 *
 * <table>
 * <caption>What {@link #configured(String)} makes of an operator's text (B-19)</caption>
 * <tr><td>{@code foo}, {@code /foo}, {@code /foo/}, {@code ///foo//}</td><td>{@code /foo}</td></tr>
 * <tr><td>{@code /}, empty</td><td>{@link #NONE}</td></tr>
 * <tr><td>{@code /café é}, {@code /caf%C3%A9%20%C3%A9}</td><td>{@code /caf%C3%A9%20%C3%A9}</td></tr>
 * <tr><td>{@code /a//b}, {@code /a/../b}, {@code /a;b}, {@code /a%2Fb}, {@code /a?b}</td><td>{@link InvalidValue}</td></tr>
 * </table>
 *
 * <table>
 * <caption>What {@link #cutFrom(String)} leaves of a raw path, for the prefix {@code /foo}</caption>
 * <tr><td>{@code /foo}, {@code ///foo}</td><td>empty</td></tr>
 * <tr><td>{@code /foo/x}, {@code //foo/x}, {@code /%66oo/x}</td><td>{@code /x}</td></tr>
 * <tr><td>{@code /foo//x%2Fy;z}</td><td>{@code //x%2Fy;z}</td></tr>
 * <tr><td>{@code /foobar}, {@code /FOO/x}, {@code /foo%2Fx}, {@code /foo;v=1/x}</td><td>null: not under it</td></tr>
 * </table>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PathPrefix {
    /** No prefix. */
    public static final PathPrefix NONE = new PathPrefix("", List.of());

    private static final int MAX_FORWARDED_LENGTH = 256;
    private static final int NOT_UNDER = -1;
    private static final CharacterSet ALLOWED = CharacterSet.alphanumericAnd("-._~!$&'()*+=:@");
    private static final String SEGMENT_REMEDY =
            "Write segments of letters, digits and -._~!$&'()*+=:@, such as /shop or /shop/de; anything else percent-encoded";

    private final String raw;
    private final List<String> decodedSegments;

    private PathPrefix(String raw, List<String> decodedSegments) {
        this.raw = raw;
        this.decodedSegments = decodedSegments;
    }

    /**
     * A prefix that came in a header (B-13): {@code /} and a trailing slash mean as in configuration, at most 256 characters, nothing is
     * mended. Null if it is malformed.
     */
    public static @Nullable PathPrefix forwarded(String text) {
        boolean plausible = text.length() <= MAX_FORWARDED_LENGTH && text.startsWith("/");
        String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!plausible) {
            return null;
        }
        List<String> segments = new ArrayList<>();
        return trimmed.isEmpty() || reasonAgainst(trimmed, segments) == null
                ? of(trimmed, segments)
                : null;
    }

    /**
     * A prefix that an operator wrote, with any number of slashes around it.
     *
     * @throws InvalidValue if a segment is empty, a dot segment, or has a character that a path prefix must not have
     */
    public static PathPrefix configured(String text) {
        String trimmed = trimSlashes(text);
        if (trimmed.isEmpty()) {
            return NONE;
        }
        String candidate = "/" + encodeUnsafe(trimmed);
        List<String> segments = new ArrayList<>();
        String reason = reasonAgainst(candidate, segments);
        if (reason != null) {
            throw new InvalidValue(reason, SEGMENT_REMEDY);
        }
        return of(candidate, segments);
    }

    private static PathPrefix of(String raw, List<String> decodedSegments) {
        return raw.isEmpty() ? NONE : new PathPrefix(raw, List.copyOf(decodedSegments));
    }

    private static String trimSlashes(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '/') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '/') {
            to--;
        }
        return text.substring(from, to);
    }

    /** Space and what lies beyond ASCII, as an operator may write them, in the form of a URL. */
    private static String encodeUnsafe(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ') {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    /** Why {@code raw}, which begins with a slash, is no prefix; null if it is one, and its segments are then in {@code decodedSegments}. */
    private static @Nullable String reasonAgainst(String raw, List<String> decodedSegments) {
        int at = 0;
        while (at < raw.length()) {
            int end = RawPath.endOfSegment(raw, at + 1);
            String segment = decodeStrictly(raw, at + 1, end);
            if (segment == null) {
                return "has a character or escape that a path prefix must not have";
            }
            if (segment.isEmpty()) {
                return "has an empty segment";
            }
            if (segment.equals(".") || segment.equals("..")) {
                return "has a dot segment";
            }
            decodedSegments.add(segment);
            at = end;
        }
        return null;
    }

    private static @Nullable String decodeStrictly(String raw, int from, int to) {
        StringBuilder decoded = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int value = Ascii.hexByte(raw, i + 1);
                if (value < ' ' || value == 0x7f || value == '/' || value == '\\') {
                    return null;
                }
                decoded.append((char) value);
                i += 2;
            } else if (ALLOWED.has(c)) {
                decoded.append(c);
            } else {
                return null;
            }
        }
        return decoded.toString();
    }

    public boolean isNone() {
        return raw.isEmpty();
    }

    /** How many segments it has; the longest match has the most. */
    public int depth() {
        return decodedSegments.size();
    }

    /**
     * What is left of a raw path without this prefix, byte for byte: empty or beginning with a slash. Null if the path is not equal to or
     * under this prefix. Compared are decoded segments, so {@code %2F} is no boundary (B-19, P-2); slashes before the first segment count as
     * one.
     */
    public @Nullable String cutFrom(String rawPath) {
        int end = endIn(rawPath);
        return end == NOT_UNDER ? null : rawPath.substring(end);
    }

    /** Whether {@code rawPath} is equal to or under this prefix. */
    public boolean contains(String rawPath) {
        return endIn(rawPath) != NOT_UNDER;
    }

    private int endIn(String rawPath) {
        if (isNone()) {
            return 0;
        }
        int at = 0;
        while (at < rawPath.length() && rawPath.charAt(at) == '/') {
            at++;
        }
        if (at == 0) {
            return NOT_UNDER;
        }
        for (int i = 0; i < decodedSegments.size(); i++) {
            int from = i == 0 ? at : at + 1;
            if (from > rawPath.length()) {
                return NOT_UNDER;
            }
            at = RawPath.endOfSegment(rawPath, from);
            if (!RawPath.segmentEquals(rawPath, from, at, decodedSegments.get(i))) {
                return NOT_UNDER;
            }
        }
        return at;
    }

    /** A path under this prefix: the prefix, exactly one slash, and the rest without the slashes it begins with. */
    public String under(String rawRest) {
        int from = 0;
        while (from < rawRest.length() && rawRest.charAt(from) == '/') {
            from++;
        }
        return from == 1 ? raw.concat(rawRest) : raw + "/" + rawRest.substring(from);
    }

    /** This prefix with another one below it. */
    public PathPrefix plus(PathPrefix inner) {
        if (isNone() || inner.isNone()) {
            return isNone() ? inner : this;
        }
        List<String> segments = new ArrayList<>(decodedSegments);
        segments.addAll(inner.decodedSegments);
        return of(raw + inner.raw, segments);
    }

    /** Decoded, as CGI's SCRIPT_NAME has it: empty, or a slash and segments. */
    public String decoded() {
        return RawPath.decode(raw);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPrefix that && decodedSegments.equals(that.decodedSegments);
    }

    @Override
    public int hashCode() {
        return decodedSegments.hashCode();
    }

    /** As a URL has it, percent-encoded: empty, or {@code /shop/de}. */
    @Override
    public String toString() {
        return raw;
    }
}
