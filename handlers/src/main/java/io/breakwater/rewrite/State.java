package io.breakwater.rewrite;

/**
 * A state of the tokenizer, as in section 13.2.5 of the HTML standard. The names are the standard's, short of the word "state"; each constant
 * has the rows of the standard that say where something ends or begins. Rows that only make errors known or fill the token are left out.
 */
sealed interface State permits TextState, TagState, ByteState {
    /**
     * Reads on, at least one byte or into another state, and as many at once as lead nowhere else.
     *
     * @param in has a next byte, unless another state has just led here
     * @param page is told what begins and ends
     * @return the state in which the next byte is read; with {@link Piece#back} that is the standard's "reconsume"
     */
    State read(Piece in, HtmlRewriter page);

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    static boolean isLetter(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** What ends the name of a tag. */
    static boolean endsName(int c) {
        return isSpace(c) || c == '/' || c == '>';
    }
}
