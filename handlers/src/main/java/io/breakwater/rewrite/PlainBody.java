package io.breakwater.rewrite;

import java.nio.ByteBuffer;

/** A body that is not compressed. */
final class PlainBody implements HtmlBody {
    /** A server's buffer at a time, so that a page needs no more writes than before; no more, as each URL in it may become much longer. */
    private static final int PIECE_BYTES = 16 * 1024;

    /** Nothing is left in it from one call to the next. */
    private static final ThreadLocal<byte[]> PIECE =
            ThreadLocal.withInitial(() -> new byte[PIECE_BYTES]);

    private final HtmlRewriter rewriter;
    private final Bytes out = new Bytes(PIECE_BYTES + PIECE_BYTES / 4);

    PlainBody(HtmlRewriter rewriter) {
        this.rewriter = rewriter;
    }

    @Override
    public int take(ByteBuffer source) {
        int count = out.isEmpty() ? Math.min(source.remaining(), PIECE_BYTES) : 0;
        byte[] piece = PIECE.get();
        source.get(piece, 0, count);
        rewriter.rewrite(piece, 0, count, out);
        return count;
    }

    @Override
    public ByteBuffer output() {
        return out.view();
    }

    @Override
    public void sent(int count) {
        out.taken(count);
    }

    @Override
    public boolean advance() {
        return true;
    }

    @Override
    public void end() {
        rewriter.finish(out);
    }

    @Override
    public void close() {
        // nothing to free
    }
}
