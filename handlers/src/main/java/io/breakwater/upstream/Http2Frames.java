package io.breakwater.upstream;

import io.breakwater.io.OneWaySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees each frame of an HTTP/2 connection before Undertow's client does (RFC 9113 section 4), and lets only those through that it takes for
 * what they are: no interim responses, nothing of streams that were given up, no GOAWAY.
 */
final class Http2Frames extends OneWaySource {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int HEADER_BYTES = 9;
    private static final int LOOKED_AT_BYTES = 64; // of a header block
    private static final int SETTING_BYTES = 6;
    private static final int SETTING_MAX_CONCURRENT_STREAMS = 3;
    private static final int RESET_BYTES = HEADER_BYTES + Integer.BYTES;
    private static final int CANCEL = 8;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Events events;
    private final ByteBuffer raw = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final byte[] head = new byte[HEADER_BYTES + MAX_FRAME_BYTES];
    private int headBytes; // of the frame that begins
    private ByteBuffer held = ByteBuffer.allocate(0); // let through, not yet taken
    private ByteBuffer pretended =
            ByteBuffer.allocate(0); // to be let through before the next frame
    private int passing; // of the present frame's bytes, which are let through
    private int skipping; // of the present frame's bytes, which are dropped
    private boolean droppingBlock; // the present header block goes on
    private boolean settled; // the first frame was SETTINGS (RFC 9113 section 3.4)
    private boolean ended;

    /** What is to be known of frames. */
    interface Events {
        /** Whose stream it is, or null if nobody wants it. */
        @Nullable Http2Lane laneOf(int streamId);

        /** Bytes that took of the connection's window and were not let through. */
        void dropped(int bytes);

        void allows(int concurrentStreams);

        void goesAway(int lastStreamId);

        /** The connection cannot be used any more; an exception follows. */
        void breaks(Failure failure);
    }

    Http2Frames(StreamSourceConduit next, Events events) {
        super(next);
        this.events = events;
    }

    /** As if the upstream had ended a stream. */
    void pretendReset(int streamId) {
        ByteBuffer more = ByteBuffer.allocate(pretended.remaining() + RESET_BYTES).put(pretended);
        more.put(new byte[] {0, 0, Integer.BYTES, RST_STREAM, 0}).putInt(streamId).putInt(CANCEL);
        pretended = more.flip();
        if (isReadResumed()) {
            super.wakeupReads();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int before = target.position();
        boolean more = true;
        while (more && target.hasRemaining()) {
            more = step(target) || fill();
        }
        if (hasLeft() && isReadResumed()) {
            super.wakeupReads();
        }
        int count = target.position() - before;
        return count == 0 && ended && target.hasRemaining() ? -1 : count;
    }

    /** Does something with what was read from the socket; false if more of it is needed. */
    private boolean step(ByteBuffer target) throws IOException {
        if (held.hasRemaining()) {
            move(held, target, held.remaining());
            return true;
        }
        if (passing > 0 && raw.hasRemaining()) {
            passing -= move(raw, target, passing);
            return true;
        }
        if (skipping > 0 && raw.hasRemaining()) {
            int skipped = Math.min(skipping, raw.remaining());
            raw.position(raw.position() + skipped);
            skipping -= skipped;
            return true;
        }
        if (passing > 0 || skipping > 0) {
            return false;
        }
        if (headBytes == 0 && pretended.hasRemaining()) {
            held = pretended;
            pretended = ByteBuffer.allocate(0);
            return true;
        }
        return begin();
    }

    private static int move(ByteBuffer from, ByteBuffer to, int most) {
        int count = Math.min(most, Math.min(from.remaining(), to.remaining()));
        to.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        return count;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        raw.clear();
        int count = next.read(raw);
        raw.flip();
        ended = count < 0;
        return count > 0;
    }

    private boolean hasLeft() {
        boolean readable = raw.hasRemaining() && (passing > 0 || skipping > 0 || headBytes == 0);
        return held.hasRemaining() || pretended.hasRemaining() && headBytes == 0 || readable;
    }

    /** Takes the beginning of a frame, as much as must be known of it; false if that has not come yet. */
    private boolean begin() throws IOException {
        if (!gather(HEADER_BYTES)) {
            return false;
        }
        if (length() > MAX_FRAME_BYTES || !settled && type() != SETTINGS) {
            throw broken(Failure.MALFORMED);
        }
        settled = true;
        if (!gather(HEADER_BYTES + lookedAt())) {
            return false;
        }
        if (judge()) {
            held = ByteBuffer.wrap(Arrays.copyOf(head, headBytes));
            passing = length() - (headBytes - HEADER_BYTES);
        } else {
            skipping = length() - (headBytes - HEADER_BYTES);
        }
        headBytes = 0;
        return true;
    }

    private boolean gather(int bytes) {
        int count = Math.min(bytes - headBytes, raw.remaining());
        if (count > 0) {
            raw.get(head, headBytes, count);
            headBytes += count;
        }
        return headBytes >= bytes;
    }

    private int lookedAt() {
        return switch (type()) {
            case HEADERS -> Math.min(length(), LOOKED_AT_BYTES);
            case RST_STREAM, SETTINGS, GOAWAY -> length();
            default -> 0;
        };
    }

    private int length() {
        return (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
    }

    private int type() {
        return head[3];
    }

    private boolean hasFlag(int flag) {
        return (head[4] & flag) != 0;
    }

    private int streamId() {
        return intAt(5) & Integer.MAX_VALUE;
    }

    private int intAt(int index) {
        return ByteBuffer.wrap(head).getInt(index);
    }

    /** Whether the frame is let through. */
    private boolean judge() throws IOException {
        Http2Lane lane = events.laneOf(streamId());
        return switch (type()) {
            case DATA -> lane == null ? drop() : ofAnswer(lane);
            case HEADERS -> headers(lane);
            case CONTINUATION -> continuation();
            case RST_STREAM -> reset(lane);
            case SETTINGS -> settings();
            case PUSH_PROMISE ->
                    throw broken(Failure.MALFORMED); // RFC 9113 section 8.4: it was told not to
            case GOAWAY -> goAway();
            case WINDOW_UPDATE -> lane == null || lane.came();
            default -> true;
        };
    }

    private boolean continuation() {
        boolean dropped = droppingBlock;
        droppingBlock &= !hasFlag(END_HEADERS);
        return !dropped;
    }

    private boolean reset(@Nullable Http2Lane lane) {
        if (lane != null && length() == Integer.BYTES) {
            lane.cameReset(Http2Error.of(intAt(HEADER_BYTES)));
        }
        return lane != null;
    }

    private boolean goAway() throws IOException {
        if (length() < 2 * Integer.BYTES) {
            throw broken(Failure.MALFORMED);
        }
        events.goesAway(intAt(HEADER_BYTES) & Integer.MAX_VALUE);
        return false;
    }

    private boolean ofAnswer(Http2Lane lane) {
        lane.cameOfAnswer(hasFlag(END_STREAM));
        return true;
    }

    private boolean drop() {
        events.dropped(length());
        return false;
    }

    private boolean headers(@Nullable Http2Lane lane) throws IOException {
        Http2Status status = Http2Status.of(head, HEADER_BYTES, headBytes, head[4]);
        boolean interim = status != Http2Status.FINAL;
        droppingBlock = (lane == null || interim) && !hasFlag(END_HEADERS);
        if (lane == null) {
            return false;
        }
        if (!interim) {
            return ofAnswer(lane);
        }
        if (hasFlag(END_STREAM)) {
            throw broken(Failure.MALFORMED);
        }
        if (status == Http2Status.CONTINUE) {
            lane.cameContinue();
        } else {
            lane.came();
        }
        return false;
    }

    private boolean settings() {
        int end = hasFlag(ACK) ? HEADER_BYTES : headBytes;
        for (int at = HEADER_BYTES; at + SETTING_BYTES <= end; at += SETTING_BYTES) {
            int value = intAt(at + Short.BYTES);
            if (head[at] == 0 && head[at + 1] == SETTING_MAX_CONCURRENT_STREAMS) {
                events.allows(value < 0 ? Integer.MAX_VALUE : value);
            }
        }
        return true;
    }

    private IOException broken(Failure failure) {
        events.breaks(failure);
        return new RefusedResponse(failure);
    }

    /** No readiness of the socket will announce what is left here. */
    @Override
    public void resumeReads() {
        if (hasLeft() && !isReadShutdown()) {
            super.wakeupReads();
        } else {
            super.resumeReads();
        }
    }
}
