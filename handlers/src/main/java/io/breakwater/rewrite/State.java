package io.breakwater.rewrite;

/**
 * A state of the tokenizer, as in section 13.2.5 of the HTML standard. The names are the standard's, short of the word "state"; each constant
 * has the rows of the standard that say where something ends or begins. Rows that only make errors known or fill the token are left out.
 */
sealed interface State permits TextState, ScriptState, TagState, MarkupState {
    /**
     * The state after a byte. To reconsume it in another state is to return what that state makes of it.
     *
     * @param page is told what the byte begins or ends
     */
    State on(int c, HtmlRewriter page);

    /**
     * Takes the bytes that do not lead out of this state, or some of them, all at once.
     *
     * @return where the first byte is that was not taken
     */
    default int pass(byte[] piece, int from, int to, HtmlRewriter page) {
        return from;
    }

    /** Where the first such byte is, or the end. */
    static int indexOf(int wanted, byte[] piece, int from, int to) {
        int at = from;
        while (at < to && piece[at] != wanted) {
            at++;
        }
        return at;
    }

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
