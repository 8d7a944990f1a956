package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells response heads from what is none (RFC 9112 sections 4 and 5), byte by byte, and lengths from what is none (RFC 9110 section 8.6).
 *
 * <p>Undertow's client refuses such things too, but not all of them in all versions, and logs a stack trace each time.
 *
 * <table>
 * <caption>What is a head</caption>
 * <tr><td>{@code HTTP/1.1 200 OK↵ A: b↵ ↵}, {@code HTTP/1.0 200 ↵ ↵}</td><td>yes</td></tr>
 * <tr><td>{@code A: b↵ c↵}, a value of two lines, which Undertow makes one of</td><td>yes</td></tr>
 * <tr><td>{@code HTTP/2.0 200 OK}, {@code HTTP/1.1 20}, {@code HTTP/1.1 200↵}</td><td>no</td></tr>
 * <tr><td>{@code A b↵}, {@code A : b↵}, {@code : b↵}, controls in a value, a line that ends with LF alone</td><td>no</td></tr>
 * <tr><td>{@code Content-Length: -1}, {@code 1 2}, {@code 0x1}, one without a value or with more than 18 digits</td><td>no</td></tr>
 * </table>
 */
final class ResponseHeadGrammar {
    private static final String STATUS_LINE =
            "HTTP/1.0 100 "; // 0 is any digit, and 1 in the status any but 0
    static final int STATUS_AT = "HTTP/1.1 ".length();
    static final int STATUS_END = STATUS_AT + "200".length();
    private static final byte[] LENGTH = "content-length".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LENGTH_DIGITS = 18;
    private static final int CONTINUE = 100;

    private State state = State.END;
    private int at; // in the status line, or in the name of the length; -1 in other names
    private int status;
    private int lengthDigits;
    private boolean lengthOver;

    private enum State {
        STATUS,
        REASON,
        REASON_END,
        /** Of the first field, which is no further line of a value. */
        FIRST_FIELD,
        FIELD,
        NAME,
        VALUE,
        LENGTH_VALUE,
        VALUE_END,
        HEAD_END,
        END
    }

    /** Whether what has come of a head, from its first byte on, is the beginning of one as far as the end of its status. */
    static boolean isBegunBy(byte[] head) {
        for (int i = 0; i < Math.min(head.length, STATUS_END); i++) {
            if (!fits(head[i], i)) {
                return false;
            }
        }
        return true;
    }

    /** A head comes next. */
    void expect() {
        state = State.STATUS;
        at = 0;
        status = 0;
    }

    /** Whether the bytes from here to there go on as a head may; what stands behind its end is not looked at. */
    boolean follows(ByteBuffer bytes, int from, int to) {
        for (int i = from; i < to && state != State.END; i++) {
            if (!step(bytes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean step(byte next) {
        return switch (state) {
            case STATUS -> stepStatus(next);
            case REASON -> stepText(next, State.REASON_END);
            case REASON_END -> lineEnds(next, State.FIRST_FIELD);
            case FIRST_FIELD -> stepField(next, false);
            case FIELD -> stepField(next, true);
            case NAME -> stepName(next);
            case VALUE -> stepText(next, State.VALUE_END);
            case LENGTH_VALUE -> stepLength(next);
            case VALUE_END -> lineEnds(next, State.FIELD);
            case HEAD_END -> headEnds(next);
            case END -> true;
        };
    }

    private boolean stepStatus(byte next) {
        boolean fits = fits(next, at);
        if (at >= STATUS_AT && at < STATUS_END) {
            status = status * 10 + next - '0';
        }
        at++;
        state = at == STATUS_LINE.length() ? State.REASON : State.STATUS;
        return fits;
    }

    private static boolean fits(byte next, int at) {
        char form = STATUS_LINE.charAt(at);
        boolean first = form == '1' && at == STATUS_AT;
        return form == '0' || first ? next >= form && next <= '9' : next == form;
    }

    private boolean stepText(byte next, State end) {
        if (next == '\r') {
            state = end;
            return true;
        }
        return isText(next);
    }

    /** HTAB, SP, what can be seen, and what is beyond ASCII. */
    private static boolean isText(byte next) {
        return next >= ' ' ? next != 0x7f : next < 0 || next == '\t';
    }

    private boolean lineEnds(byte next, State following) {
        state = following;
        return next == '\n';
    }

    private boolean stepField(byte next, boolean mayFold) {
        if (next == '\r') {
            state = State.HEAD_END;
            return true;
        }
        if (mayFold && Ascii.isBlank((char) next)) {
            state = lengthDigits > 0 ? State.LENGTH_VALUE : State.VALUE;
            lengthOver = lengthDigits > 0;
            return true;
        }
        at = 0;
        lengthDigits = 0;
        lengthOver = false;
        state = State.NAME;
        return stepNameChar(next);
    }

    private boolean stepName(byte next) {
        if (next == ':') {
            state = at == LENGTH.length ? State.LENGTH_VALUE : State.VALUE;
            return true;
        }
        return stepNameChar(next);
    }

    private boolean stepNameChar(byte next) {
        boolean lengths = at >= 0 && at < LENGTH.length && (next | 0x20) == LENGTH[at];
        at = lengths ? at + 1 : -1;
        return next > 0 && Ascii.isTokenChar((char) next);
    }

    private boolean stepLength(byte next) {
        if (next == '\r') {
            state = State.VALUE_END;
            return lengthDigits > 0;
        }
        if (Ascii.isBlank((char) next)) {
            lengthOver = lengthDigits > 0;
            return true;
        }
        lengthDigits++;
        return Ascii.isDigit((char) next) && !lengthOver && lengthDigits <= MAX_LENGTH_DIGITS;
    }

    /** Behind a 100 another head follows. */
    private boolean headEnds(byte next) {
        if (status == CONTINUE) {
            expect();
        } else {
            state = State.END;
        }
        return next == '\n';
    }
}
