package io.breakwater.upstream;

import io.breakwater.io.OneWaySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Lets only those response heads through that Undertow's client takes for what they are (P-10), directly above the socket.
 *
 * <p>That client believes each interim response but 100 to be the final one, and then hands the real one to whoever asks next. So interim
 * responses are swallowed here: all of them, except for one 100 where it is waited for, and 101, which ends HTTP on the connection. Nearly
 * always the first bytes of a head come in one piece and are final: then nothing is copied.
 */
final class ResponseHeads extends OneWaySource {
    private static final int MAX_HEAD_BYTES = 256 * 1024;

    private final IdleWatch watch;
    private final ResponseHeadGrammar grammar = new ResponseHeadGrammar();
    private FinalStatus finalStatus = status -> {};
    private @Nullable InterimSieve sieve; // while a head is expected
    private @Nullable ByteBuffer held; // read from the socket, let through, not yet taken
    private long headBytes; // since the last request, until the head is complete
    private boolean inHead;

    /** Is told the status of a final response before its head is parsed. */
    interface FinalStatus {
        void seen(int status);
    }

    ResponseHeads(StreamSourceConduit next, IdleWatch watch) {
        super(next);
        this.watch = watch;
    }

    /** A request is sent: the next bytes are a response head. */
    void expect(InterimSieve sieve, FinalStatus finalStatus) {
        this.finalStatus = finalStatus;
        this.sieve = sieve;
        inHead = true;
        headBytes = 0;
        grammar.expect();
    }

    /** The head was parsed: what follows is a body, or nothing. */
    void headComplete() {
        inHead = false;
    }

    /** Whether any byte of a response has come since the last request. */
    boolean hasBegun() {
        return headBytes > 0;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int count = readHead(target);
        if (!grammar.follows(target, from, target.position())) {
            throw new RefusedResponse(Failure.MALFORMED);
        }
        return count;
    }

    private int readHead(ByteBuffer target) throws IOException {
        if (held != null) {
            return deliver(target);
        }
        int from = target.position();
        int count = readCounted(target);
        while (count > 0 && sieve != null) {
            ByteBuffer fresh = target.duplicate().flip().position(from);
            InterimSieve.Outcome outcome = sieve.examine(fresh);
            if (outcome == InterimSieve.Outcome.FINAL_AS_IT_IS) {
                pass(sieve.status());
                return count;
            }
            target.position(from);
            hold(sieve.takePassed());
            if (outcome == InterimSieve.Outcome.FINAL_HELD) {
                pass(sieve.status());
            }
            if (held != null) {
                return deliver(target);
            }
            count = readCounted(target);
        }
        return count < 0 ? endOfInput(target) : count;
    }

    private void pass(int status) {
        sieve = null;
        finalStatus.seen(status);
    }

    private int readCounted(ByteBuffer target) throws IOException {
        int count = next.read(target);
        if (count > 0) {
            watch.touch();
            headBytes += inHead ? count : 0;
            if (headBytes > MAX_HEAD_BYTES) {
                throw new RefusedResponse(Failure.HEAD_TOO_LARGE);
            }
        }
        return count;
    }

    /** What there is of a head that was cut off is for the parser to refuse. */
    private int endOfInput(ByteBuffer target) {
        if (sieve != null) {
            hold(sieve.takeAll());
            sieve = null;
        }
        return held == null ? -1 : deliver(target);
    }

    private void hold(byte[] bytes) {
        if (bytes.length > 0) {
            held = ByteBuffer.wrap(bytes);
        }
    }

    private int deliver(ByteBuffer target) {
        ByteBuffer from = held;
        if (from == null) {
            return 0;
        }
        int count = Math.min(target.remaining(), from.remaining());
        target.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        if (!from.hasRemaining()) {
            held = null;
        } else if (count > 0 && isReadResumed()) {
            super.wakeupReads();
        }
        return count;
    }

    /** No readiness of the socket will announce what is held here. */
    @Override
    public void resumeReads() {
        if (held != null && !isReadShutdown()) {
            super.wakeupReads();
        } else {
            super.resumeReads();
        }
    }

    @Override
    public void terminateReads() throws IOException {
        held = null;
        super.terminateReads();
    }
}
