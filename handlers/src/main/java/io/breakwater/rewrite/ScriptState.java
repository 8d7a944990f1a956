package io.breakwater.rewrite;

/** In a script, where {@code <!--} and then {@code <script} hide an end tag (HTML standard, sections 13.2.5.15 to 13.2.5.31). */
enum ScriptState implements ByteState {
    DATA {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '<' ? LESS_THAN_SIGN : DATA;
        }

        @Override
        public int awaited() {
            return '<';
        }
    },
    LESS_THAN_SIGN {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '/' ? END_TAG_OPEN : c == '!' ? ESCAPE_START : DATA.on(c, page);
        }
    },
    END_TAG_OPEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            page.beginName();
            return END_TAG_NAME.on(c, page);
        }
    },
    END_TAG_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            return endTagName(c, page, END_TAG_NAME, DATA);
        }
    },
    ESCAPE_START {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? ESCAPE_START_DASH : DATA.on(c, page);
        }
    },
    ESCAPE_START_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? ESCAPED_DASH_DASH : DATA.on(c, page);
        }
    },
    ESCAPED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? ESCAPED_DASH : c == '<' ? ESCAPED_LESS_THAN_SIGN : ESCAPED;
        }
    },
    ESCAPED_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? ESCAPED_DASH_DASH : ESCAPED.on(c, page);
        }
    },
    ESCAPED_DASH_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? ESCAPED_DASH_DASH : c == '>' ? DATA : ESCAPED.on(c, page);
        }
    },
    ESCAPED_LESS_THAN_SIGN {
        @Override
        public State on(int c, HtmlRewriter page) {
            page.beginName();
            return c == '/' ? ESCAPED_END_TAG_NAME : DOUBLE_ESCAPE_START.on(c, page);
        }
    },
    ESCAPED_END_TAG_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            return endTagName(c, page, ESCAPED_END_TAG_NAME, ESCAPED);
        }
    },
    DOUBLE_ESCAPE_START {
        @Override
        public State on(int c, HtmlRewriter page) {
            return nestedName(c, page, DOUBLE_ESCAPE_START, DOUBLE_ESCAPED, ESCAPED);
        }
    },
    DOUBLE_ESCAPED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-'
                    ? DOUBLE_ESCAPED_DASH
                    : c == '<' ? DOUBLE_ESCAPED_LESS_THAN_SIGN : DOUBLE_ESCAPED;
        }
    },
    DOUBLE_ESCAPED_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? DOUBLE_ESCAPED_DASH_DASH : DOUBLE_ESCAPED.on(c, page);
        }
    },
    DOUBLE_ESCAPED_DASH_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-'
                    ? DOUBLE_ESCAPED_DASH_DASH
                    : c == '>' ? DATA : DOUBLE_ESCAPED.on(c, page);
        }
    },
    DOUBLE_ESCAPED_LESS_THAN_SIGN {
        @Override
        public State on(int c, HtmlRewriter page) {
            page.beginName();
            return c == '/' ? DOUBLE_ESCAPE_END : DOUBLE_ESCAPED.on(c, page);
        }
    },
    DOUBLE_ESCAPE_END {
        @Override
        public State on(int c, HtmlRewriter page) {
            return nestedName(c, page, DOUBLE_ESCAPE_END, ESCAPED, DOUBLE_ESCAPED);
        }
    };

    private static final Name SCRIPT = Name.of("script");

    /** In a name that ends the script if it is the script's. */
    private static State endTagName(int c, HtmlRewriter page, ScriptState more, ScriptState none) {
        if (State.isLetter(c)) {
            page.nameByte(c);
            return more;
        }
        return State.endsName(c) && page.endsText() ? TagState.endTag(page) : none.on(c, page);
    }

    /** In a name that changes the depth if it is {@code script}. */
    private static State nestedName(
            int c, HtmlRewriter page, ScriptState more, ScriptState changed, ScriptState same) {
        if (State.isLetter(c)) {
            page.nameByte(c);
            return more;
        }
        if (State.endsName(c)) {
            return page.isName(SCRIPT) ? changed : same;
        }
        return same.on(c, page);
    }
}
