package io.breakwater.rewrite;

import java.nio.ByteBuffer;

/** A body that is not compressed. */
final class PlainBody implements HtmlBody {
    /** Little, as each URL in it may become much longer. */
    private static final int PIECE_BYTES = 8 * 1024;

    private final HtmlRewriter rewriter;
    private final byte[] piece = new byte[PIECE_BYTES];
    private final Bytes out = new Bytes(2 * PIECE_BYTES);

    PlainBody(HtmlRewriter rewriter) {
        this.rewriter = rewriter;
    }

    @Override
    public int take(ByteBuffer source) {
        int count = out.isEmpty() ? Math.min(source.remaining(), PIECE_BYTES) : 0;
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
