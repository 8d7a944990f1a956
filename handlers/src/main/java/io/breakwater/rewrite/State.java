package io.breakwater.rewrite;

/**
 * A state of the tokenizer, as in section 13.2.5 of the HTML standard. The names are the standard's, short of the word "state"; each constant
 * has the rows of the standard that say where something ends or begins. Rows that only make errors known or fill the token are left out.
 */
sealed interface State permits TextState, ScriptState, TagState, MarkupState {
    /** Stands for no byte. */
    int NONE = -1;

    /**
     * The state after a byte. To reconsume it in another state is to return what that state makes of it.
     *
     * @param page is told what the byte begins or ends
     */
    State on(int c, HtmlRewriter page);

    /** The only byte that leads out of this state, or {@link #NONE} if there are several. */
    default int awaited() {
        return NONE;
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
