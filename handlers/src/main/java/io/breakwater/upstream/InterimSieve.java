package io.breakwater.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Drops interim responses (RFC 9110 section 15.2) from the bytes that precede a final one.
 *
 * <table>
 * <caption>What is let through</caption>
 * <tr><td>{@code 103 … 200 …}</td><td>{@code 200 …}</td></tr>
 * <tr><td>{@code 100 … 102 … 100 … 200 …}</td><td>the first {@code 100 …} if it is wanted, then {@code 200 …}</td></tr>
 * <tr><td>{@code 101 …}</td><td>the same if it says {@code Upgrade: websocket} and that is wanted: it is the last head of its
 * connection. Undertow's client would begin to speak HTTP/2 on others</td></tr>
 * <tr><td>what does not begin as a response does</td><td>nothing: it is refused at its first wrong byte, as no more may come of another
 * protocol's greeting</td></tr>
 * </table>
 */
final class InterimSieve {
    private static final int STATUS_AT = ResponseHeadGrammar.STATUS_AT;
    private static final int STATUS_END = ResponseHeadGrammar.STATUS_END;
    private static final int MAX_INTERIM_BYTES = 16 * 1024;
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] NOTHING = {};

    private static final Pattern WEBSOCKET =
            Pattern.compile(
                    "^Upgrade:[ \\t]*websocket[ \\t]*$",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final boolean webSocketWanted;
    private boolean continueWanted;
    private byte[] pending = NOTHING; // the beginning of a head
    private byte[] passed = NOTHING;
    private int status;

    /** What was found. */
    enum Outcome {
        /** The bytes begin a final response; nothing was taken from them. */
        FINAL_AS_IT_IS,
        /** A final response begins, or goes on, in {@link #takePassed()}. */
        FINAL_HELD,
        /** No final response yet; {@link #takePassed()} may have a 100. */
        MORE
    }

    InterimSieve(boolean webSocketWanted, boolean continueWanted) {
        this.webSocketWanted = webSocketWanted;
        this.continueWanted = continueWanted;
    }

    Outcome examine(ByteBuffer fresh) throws IOException {
        if (pending.length == 0 && fresh.remaining() >= STATUS_END) {
            byte[] beginning = new byte[STATUS_END];
            fresh.duplicate().get(beginning);
            refuseUnlessResponse(beginning);
            status = statusOf(beginning);
            if (isFinal(status)) {
                return Outcome.FINAL_AS_IT_IS;
            }
        }
        append(fresh);
        return sieve();
    }

    private void append(ByteBuffer fresh) {
        int before = pending.length;
        pending = Arrays.copyOf(pending, before + fresh.remaining());
        fresh.get(pending, before, pending.length - before);
    }

    private Outcome sieve() throws IOException {
        refuseUnlessResponse(pending);
        while (pending.length >= STATUS_END) {
            status = statusOf(pending);
            if (isFinal(status)) {
                pass(pending.length);
                return Outcome.FINAL_HELD;
            }
            int end = endOfHead(pending);
            if (end < 0 && pending.length > MAX_INTERIM_BYTES) {
                throw new RefusedResponse(Failure.HEAD_TOO_LARGE);
            }
            if (end < 0) {
                return Outcome.MORE;
            }
            if (status == SWITCHING_PROTOCOLS) {
                refuseUnlessWebSocket(end);
                pass(pending.length);
                return Outcome.FINAL_HELD;
            }
            passIfWanted(end);
        }
        return Outcome.MORE;
    }

    private void refuseUnlessWebSocket(int end) throws IOException {
        String head = new String(pending, 0, end, StandardCharsets.ISO_8859_1);
        if (!webSocketWanted || !WEBSOCKET.matcher(head).find()) {
            throw new RefusedResponse(Failure.UPGRADE);
        }
    }

    private void passIfWanted(int end) throws IOException {
        if (status == CONTINUE && continueWanted) {
            continueWanted = false;
            pass(end);
        } else {
            pending = Arrays.copyOfRange(pending, end, pending.length);
        }
        refuseUnlessResponse(pending);
    }

    private void pass(int end) {
        int before = passed.length;
        passed = Arrays.copyOf(passed, before + end);
        System.arraycopy(pending, 0, passed, before, end);
        pending = Arrays.copyOfRange(pending, end, pending.length);
    }

    /** The status of the last head looked at. */
    int status() {
        return status;
    }

    byte[] takePassed() {
        byte[] taken = passed;
        passed = NOTHING;
        return taken;
    }

    /** Everything that is left, at the end of input. */
    byte[] takeAll() {
        pass(pending.length);
        return takePassed();
    }

    private static boolean isFinal(int status) {
        return status >= 200;
    }

    private static void refuseUnlessResponse(byte[] head) throws IOException {
        if (!ResponseHeadGrammar.isBegunBy(head)) {
            throw new RefusedResponse(Failure.MALFORMED);
        }
    }

    private static int statusOf(byte[] head) {
        int status = 0;
        for (int i = STATUS_AT; i < STATUS_END; i++) {
            status = status * 10 + head[i] - '0';
        }
        return status;
    }

    /** Behind the empty line; a lone LF ends a line too (RFC 9112 section 2.2). -1 if there is none. */
    private static int endOfHead(byte[] head) {
        for (int i = 1; i < head.length; i++) {
            boolean afterLine =
                    head[i - 1] == '\n' || i > 1 && head[i - 1] == '\r' && head[i - 2] == '\n';
            if (head[i] == '\n' && afterLine) {
                return i + 1;
            }
        }
        return -1;
    }
}
