package io.breakwater.net;

import java.nio.ByteBuffer;

/**
 * Follows a chunked body (RFC 9112 section 7.1) and allows it to be written in one way only, so that no other reader finds another end of it.
 *
 * <table>
 * <caption>What {@link #follow(ByteBuffer)} says of a body</caption>
 * <tr><td>{@code 5␍␊12345␍␊0␍␊␍␊}, {@code 5;a=b␍␊…}, {@code 005 ␍␊…}, {@code 0␍␊A: b␍␊␍␊}</td><td>true</td></tr>
 * <tr><td>{@code ␍␊…}, {@code 0x5␍␊…}, {@code 5_0␍␊…}, {@code +5␍␊…}, {@code 5␊12345}, {@code 5␍␍;a␍␊…}, {@code 5␍␊123456␍␊…},
 * a size of more than 15 digits, {@code 0␍␊ A: b␍␊␍␊}</td><td>false</td></tr>
 * </table>
 *
 * <p>For one body and one thread at a time.
 */
public final class ChunkFraming {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_LINE = 8 * 1024;

    private enum State {
        SIZE,
        BLANKS,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_END,
        LINE,
        NAME,
        VALUE,
        VALUE_END,
        BODY_END,
        COMPLETE,
        BROKEN
    }

    private State state = State.SIZE;
    private long left;
    private long dataBytes;
    private int lineLength;

    /** Whether the body has ended; what follows on the connection is not looked at. */
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Follows the next bytes, up to the body's end at most. False if they, or those before them, are not a chunked body. */
    public boolean follow(ByteBuffer bytes) {
        while (bytes.hasRemaining() && state != State.COMPLETE && state != State.BROKEN) {
            if (state == State.DATA) {
                skipData(bytes);
            } else {
                state = after((char) (bytes.get() & 0xff));
            }
        }
        return state != State.BROKEN;
    }

    private void skipData(ByteBuffer bytes) {
        int skipped = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        count(skipped);
    }

    private void count(long data) {
        left -= data;
        dataBytes += data;
        state = left == 0 ? State.DATA_CR : State.DATA;
    }

    /** How many bytes of data were in the chunks so far. */
    public long dataBytes() {
        return dataBytes;
    }

    /** Follows bytes of data that somebody else has read. False if there cannot have been as many. */
    public boolean followData(long bytes) {
        if (state != State.DATA || bytes > left) {
            state = State.BROKEN;
            return false;
        }
        count(bytes);
        return true;
    }

    private State after(char c) {
        if (++lineLength > MAX_LINE) {
            return State.BROKEN;
        }
        return switch (state) {
            case SIZE -> Ascii.hexDigit(c) < 0 && lineLength > 1 ? afterSize(c) : digit(c);
            case BLANKS -> afterSize(c);
            case EXTENSION -> c == '\r' ? State.SIZE_END : text(c, State.EXTENSION);
            case SIZE_END -> only(c, '\n', left > 0 ? State.DATA : State.LINE);
            case DATA_CR -> only(c, '\r', State.DATA_END);
            case DATA_END -> only(c, '\n', State.SIZE);
            case LINE -> c == '\r' ? State.BODY_END : name(c);
            case NAME -> c == ':' ? State.VALUE : name(c);
            case VALUE -> c == '\r' ? State.VALUE_END : text(c, State.VALUE);
            case VALUE_END -> only(c, '\n', State.LINE);
            case BODY_END -> only(c, '\n', State.COMPLETE);
            case DATA, COMPLETE, BROKEN -> state;
        };
    }

    private State digit(char c) {
        int value = Ascii.hexDigit(c);
        left = (lineLength == 1 ? 0 : left << 4) + value;
        return value < 0 || lineLength > MAX_DIGITS ? State.BROKEN : State.SIZE;
    }

    private static State afterSize(char c) {
        return switch (c) {
            case ' ', '\t' -> State.BLANKS;
            case ';' -> State.EXTENSION;
            case '\r' -> State.SIZE_END;
            default -> State.BROKEN;
        };
    }

    private static State text(char c, State same) {
        return c >= ' ' && c != 0x7f || c == '\t' ? same : State.BROKEN;
    }

    private static State name(char c) {
        return Ascii.isTokenChar(c) ? State.NAME : State.BROKEN;
    }

    /** Line ends begin the next line. */
    private State only(char c, char expected, State next) {
        lineLength = c == '\n' ? 0 : lineLength;
        return c == expected ? next : State.BROKEN;
    }
}
