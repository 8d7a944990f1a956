package io.breakwater.rewrite;

import java.nio.ByteBuffer;

/** A body that is decompressed, rewritten and compressed again, a bounded piece at a time. */
final class CompressedBody implements HtmlBody {
    private static final int PIECE_BYTES = 8 * 1024;

    /** How much is decompressed before somebody else has a turn: a small body can be a very large one. */
    private static final int TURN_BYTES = 256 * 1024;

    private final HtmlRewriter rewriter;
    private final Decoder decoder;
    private final Compressor compressor;
    private final byte[] compressed = new byte[PIECE_BYTES];
    private final byte[] plain = new byte[PIECE_BYTES];
    private final Bytes rewritten = new Bytes(2 * PIECE_BYTES);
    private final Bytes out = new Bytes(2 * PIECE_BYTES);
    private boolean begun;
    private boolean ending;
    private boolean done;

    CompressedBody(HtmlRewriter rewriter, Decoder decoder, Compressor compressor) {
        this.rewriter = rewriter;
        this.decoder = decoder;
        this.compressor = compressor;
    }

    @Override
    public int take(ByteBuffer source) throws BrokenBody {
        int count = 0;
        if (out.isEmpty() && advance()) {
            count = Math.min(source.remaining(), PIECE_BYTES);
            source.get(compressed, 0, count);
            decoder.input(compressed, count);
            begun |= count > 0;
            advance();
        }
        return count;
    }

    @Override
    public boolean advance() throws BrokenBody {
        int turn = 0;
        while (turn < TURN_BYTES && out.size() < PIECE_BYTES && !done) {
            int count = decoder.decode(plain);
            if (count == 0) {
                pause();
                return true;
            }
            rewriter.rewrite(plain, 0, count, rewritten);
            compressRewritten();
            turn += count;
        }
        return done;
    }

    private void compressRewritten() {
        compressor.add(rewritten, out);
        rewritten.clear();
    }

    /** There is nothing more for now, or for ever. */
    private void pause() throws BrokenBody {
        if (!ending) {
            compressor.flush(out);
        } else if (!decoder.isComplete()) {
            throw new BrokenBody("a compressed body is cut off");
        } else {
            rewriter.finish(rewritten);
            compressRewritten();
            compressor.finish(out);
            done = true;
        }
    }

    @Override
    public void end() {
        ending = true;
        done = !begun; // a response without a body stays one
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
    public void close() {
        decoder.close();
        compressor.close();
    }
}
