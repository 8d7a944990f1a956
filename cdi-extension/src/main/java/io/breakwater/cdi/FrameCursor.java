package io.breakwater.cdi;

import java.nio.ByteBuffer;

/** Follows the frames of HTTP/2 (RFC 9113 section 4.1) in the bytes that pass in one direction. For one thread at a time. */
final class FrameCursor {
    private static final int HEAD_BYTES = 9;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;
    private static final int HEADERS = 1;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    private int toSkip;
    private int headAt;
    private int length;
    private int type;
    private boolean inFields;
    private boolean anyFrame;
    private boolean anyPong;

    /** @param before bytes that come before the first frame */
    FrameCursor(int before) {
        toSkip = before;
    }

    /** The bytes between these positions have passed. */
    void pass(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int skipped = Math.min(toSkip, to - at);
            toSkip -= skipped;
            at += skipped;
            if (at < to) {
                head(bytes.get(at++) & 0xff);
            }
        }
    }

    private void head(int next) {
        if (headAt < TYPE_AT) {
            length = length << Byte.SIZE | next;
        } else if (headAt == TYPE_AT) {
            type = next;
        } else if (headAt == FLAGS_AT) {
            flags(next);
        }
        if (++headAt == HEAD_BYTES) {
            toSkip = length;
            headAt = 0;
            length = 0;
            anyFrame = true;
        }
    }

    private void flags(int flags) {
        switch (type) {
            case HEADERS, PUSH_PROMISE, CONTINUATION -> inFields = (flags & END_HEADERS) == 0;
            case PING -> anyPong |= (flags & ACK) != 0;
            default -> {
                // nothing that goes on behind the frame
            }
        }
    }

    /** Whether nothing has begun that has not ended: neither a frame nor fields that go on in the next one (section 6.10). */
    boolean isBetween() {
        return toSkip == 0 && headAt == 0 && !inFields;
    }

    /** Whether a frame has passed, or at least its first nine bytes. */
    boolean hasSeenFrame() {
        return anyFrame;
    }

    /** Whether a PING has been answered (section 6.7). */
    boolean hasSeenPong() {
        return anyPong;
    }

    /** How many bytes there surely are before the next place between frames, if this is none. */
    int left() {
        return toSkip > 0 ? toSkip : HEAD_BYTES - headAt;
    }
}
