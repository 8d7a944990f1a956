package io.breakwater.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a header block says of the status, found without decoding it: {@code :status} comes first (RFC 9113 section 8.3), and interim ones are
 * in no table.
 */
enum Http2Status {
    CONTINUE,
    /** Any other 1xx. */
    INTERIM,
    /** And trailers, and whatever else. */
    FINAL;

    private static final int PADDED = 0x08;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;
    private static final int INDEXED = 0x80;
    private static final int INCREMENTAL = 0x40;
    private static final int TABLE_SIZE = 0x20;
    private static final int HUFFMAN = 0x80;
    private static final int FIRST_STATUS_INDEX = 8; // RFC 7541 appendix A
    private static final int LAST_STATUS_INDEX = 14;
    private static final byte[] NAME = ":status".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HUFFMAN_NAME = {
        (byte) 0xb8, (byte) 0x84, (byte) 0x8d, 0x36, (byte) 0xa3
    };
    private static final int DIGITS = 3;
    private static final int SHORTEST_VALUE_BYTES = 2;

    /** {@code 1} and {@code 100} in RFC 7541 appendix B: five bits each. */
    private static final int HUFFMAN_ONE = 0b00001;

    private static final int HUFFMAN_HUNDRED = 0b00001_00000_00000_1;

    /**
     * @param frame with the payload of HEADERS from {@code from} on, up to {@code to} or further
     * @param flags of the frame
     */
    static Http2Status of(byte[] frame, int from, int to, int flags) {
        int at =
                from
                        + ((flags & PADDED) != 0 ? 1 : 0)
                        + ((flags & PRIORITY) != 0 ? PRIORITY_BYTES : 0);
        while (at < to && (frame[at] & 0xe0) == TABLE_SIZE) {
            at++; // to 0, which fits into the byte
        }
        int value = at < to ? valueOfStatus(frame, at) : 0;
        return value == 0 || value + SHORTEST_VALUE_BYTES >= to ? FINAL : ofValue(frame, value);
    }

    /** Where the value's length stands, or 0 if the field is not a status that is spelled out. */
    private static int valueOfStatus(byte[] frame, int at) {
        int first = frame[at] & 0xff;
        if ((first & INDEXED) != 0) {
            return 0;
        }
        int index = first & ((first & INCREMENTAL) != 0 ? 0x3f : 0x0f);
        if (index >= FIRST_STATUS_INDEX && index <= LAST_STATUS_INDEX) {
            return at + 1;
        }
        int nameLength = frame[at + 1] & 0xff;
        byte[] name = (nameLength & HUFFMAN) != 0 ? HUFFMAN_NAME : NAME;
        int end = at + 2 + name.length;
        boolean status =
                index == 0
                        && (nameLength & ~HUFFMAN) == name.length
                        && Arrays.equals(frame, at + 2, end, name, 0, name.length);
        return status ? end : 0;
    }

    private static Http2Status ofValue(byte[] frame, int at) {
        int length = frame[at] & 0xff;
        int bytes = (frame[at + 1] & 0xff) << 8 | frame[at + 2] & 0xff;
        if ((length & HUFFMAN) != 0) {
            boolean one = bytes >> 11 == HUFFMAN_ONE;
            return !one ? FINAL : bytes == HUFFMAN_HUNDRED ? CONTINUE : INTERIM;
        }
        if (length != DIGITS || frame[at + 1] != '1') {
            return FINAL;
        }
        return frame[at + 2] == '0' && frame[at + 3] == '0' ? CONTINUE : INTERIM;
    }
}
