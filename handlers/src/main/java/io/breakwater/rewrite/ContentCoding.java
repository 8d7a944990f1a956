package io.breakwater.rewrite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body is compressed (RFC 9110 section 8.4.1), as far as it can be undone and done again here. */
public enum ContentCoding {
    IDENTITY(0),
    GZIP(3),
    /** With the wrapping of RFC 1950, or, as some servers understand the name, without. */
    DEFLATE(512);

    private static final byte[] GZIP_START = {0x1f, (byte) 0x8b, 8};

    private final int startBytes;

    ContentCoding(int startBytes) {
        this.startBytes = startBytes;
    }

    /** What can be said of the beginning of a body. */
    public enum Start {
        RIGHT,
        WRONG,
        /** More has to come first. */
        OPEN
    }

    /** How many bytes there have to be at most until it can be said whether a body begins as one in this coding. */
    public int startBytes() {
        return startBytes;
    }

    /**
     * Whether a body begins so.
     *
     * @param count how many of the bytes have come
     */
    public Start start(byte[] bytes, int count) {
        return switch (this) {
            case IDENTITY -> Start.RIGHT;
            case GZIP -> gzipStart(bytes, count);
            case DEFLATE -> deflateStart(bytes, count);
        };
    }

    private static Start gzipStart(byte[] bytes, int count) {
        int known = Math.min(count, GZIP_START.length);
        if (!Arrays.equals(bytes, 0, known, GZIP_START, 0, known)) {
            return Start.WRONG;
        }
        return known < GZIP_START.length ? Start.OPEN : Start.RIGHT;
    }

    /** It has no mark: what can be told is whether something comes out of it. */
    private static Start deflateStart(byte[] bytes, int count) {
        try (Decoder decoder = new ZlibDecoder()) {
            decoder.input(bytes, count);
            boolean right = decoder.decode(new byte[1]) > 0 || decoder.isComplete();
            return right ? Start.RIGHT : Start.OPEN;
        } catch (BrokenBody e) {
            return Start.WRONG;
        }
    }

    /**
     * What the lines of a Content-Encoding header name, or null if it is several or an unknown one; {@code identity}, which is none, and empty
     * elements (RFC 9110 section 5.6.1) do not count.
     *
     * @param lines as received, empty if there is none
     */
    public static @Nullable ContentCoding of(List<String> lines) {
        List<String> names =
                Arrays.stream(String.join(",", lines).toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty() && !name.equals("identity"))
                        .toList();
        return switch (String.join(",", names)) {
            case "" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> null;
        };
    }
}
