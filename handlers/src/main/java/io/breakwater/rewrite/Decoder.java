package io.breakwater.rewrite;

/** Decompresses bytes that come in pieces. */
interface Decoder extends AutoCloseable {
    /** The next piece, which must stay as it is until {@link #decode} has returned 0. */
    void input(byte[] bytes, int count);

    /**
     * Decompresses into {@code target}.
     *
     * @return how many bytes; 0 if there is no more without more input
     * @throws BrokenBody if it is not what it should be
     */
    int decode(byte[] target) throws BrokenBody;

    /** Whether the data may end here. */
    boolean isComplete();

    @Override
    void close();
}
