package io.breakwater.rewrite;

import java.nio.ByteBuffer;

/**
 * The body of a page on its way, compressed as before, with its URLs rewritten (P-13).
 *
 * <p>Memory is bounded: nothing more is taken while there is output, and what is taken at a time makes a bounded output, however well it was
 * compressed. Nothing is held back but a URL that has not ended. For one body, on one thread at a time.
 */
public interface HtmlBody extends AutoCloseable {
    /**
     * @param xml whether it is XHTML
     */
    static HtmlBody of(ContentCoding coding, PageUrls urls, boolean xml) {
        HtmlRewriter rewriter = new HtmlRewriter(urls, xml);
        return switch (coding) {
            case IDENTITY -> new PlainBody(rewriter);
            case GZIP -> new CompressedBody(rewriter, new GzipDecoder(), new Compressor(coding));
            case DEFLATE -> new CompressedBody(rewriter, new ZlibDecoder(), new Compressor(coding));
        };
    }

    /**
     * Takes the next bytes, as many as it can deal with at once; none while there is output.
     *
     * @throws BrokenBody if they cannot be decompressed
     */
    int take(ByteBuffer source) throws BrokenBody;

    /** What is ready to be sent; its reader says with {@link #sent} how much was. */
    ByteBuffer output();

    void sent(int count);

    /**
     * Goes on with what was taken, for a bounded time.
     *
     * @return whether nothing is left to do but to send the output
     * @throws BrokenBody if it cannot be decompressed
     */
    boolean advance() throws BrokenBody;

    /** No more will come. What is left to do is done by {@link #advance}. */
    void end();

    /** Frees what the Java runtime does not collect soon. */
    @Override
    void close();
}
