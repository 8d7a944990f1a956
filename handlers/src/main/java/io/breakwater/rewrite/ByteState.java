package io.breakwater.rewrite;

/** A state that looks at each byte by itself. */
sealed interface ByteState extends State permits ScriptState, MarkupState {
    /** Stands for no byte. */
    int NONE = -1;

    /**
     * The state behind a byte. To reconsume it in another of these states is to return what that state makes of it.
     *
     * @param page is told what the byte begins or ends
     */
    State on(int c, HtmlRewriter page);

    /** The only byte that leads out of this state, or {@link #NONE} if there are several. */
    default int awaited() {
        return NONE;
    }

    @Override
    default State read(Piece in, HtmlRewriter page) {
        boolean stays = awaited() != NONE && !in.readTo(awaited());
        return stays ? this : on(in.next(), page);
    }
}
