package io.breakwater.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A request body that may be so long and no longer. Undertow's own limit, set by a handler, counts chunked bodies in some versions only. */
final class LimitedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final HttpServerExchange exchange;
    private long left;

    LimitedSource(StreamSourceConduit next, HttpServerExchange exchange, long maxBytes) {
        super(next);
        this.exchange = exchange;
        this.left = maxBytes;
    }

    private long counted(long bytes) throws IOException {
        left -= Math.max(0, bytes);
        if (left < 0) {
            exchange.setPersistent(false);
            exchange.addDefaultResponseListener(LimitedSource::answerTooLarge);
            throw new RequestTooBigException("the request body is too large");
        }
        return bytes;
    }

    /** Undertow before 2.3.25 answers this exception as any other. */
    private static boolean answerTooLarge(HttpServerExchange unanswered) {
        if (!unanswered.isResponseStarted()) {
            unanswered.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
        }
        return false;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) counted(super.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return counted(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return counted(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        return counted(super.transferTo(count, through, target));
    }
}
