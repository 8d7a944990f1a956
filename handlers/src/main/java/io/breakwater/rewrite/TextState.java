package io.breakwater.rewrite;

/** Between tags, and in elements that hold text only. */
enum TextState implements State {
    /** Before the first byte: a byte order mark overrules every other word on the encoding (Encoding standard, section 6.1). */
    START {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == 0xfe ? BIG_ENDIAN_MARK : c == 0xff ? LITTLE_ENDIAN_MARK : DATA.on(c, page);
        }
    },
    BIG_ENDIAN_MARK {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == 0xff ? PLAINTEXT : DATA.on(c, page);
        }
    },
    LITTLE_ENDIAN_MARK {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == 0xfe ? PLAINTEXT : DATA.on(c, page);
        }
    },
    DATA {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '<' ? TagState.TAG_OPEN : DATA;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            return State.indexOf('<', piece, from, to);
        }
    },
    /** RCDATA and RAWTEXT, which differ in what a character reference is. */
    RAWTEXT {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '<' ? RAWTEXT_LESS_THAN_SIGN : RAWTEXT;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            return State.indexOf('<', piece, from, to);
        }
    },
    RAWTEXT_LESS_THAN_SIGN {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '/' ? RAWTEXT_END_TAG_OPEN : RAWTEXT.on(c, page);
        }
    },
    RAWTEXT_END_TAG_OPEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            page.beginName();
            return RAWTEXT_END_TAG_NAME.on(c, page);
        }
    },
    RAWTEXT_END_TAG_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.isLetter(c)) {
                page.nameByte(c);
                return RAWTEXT_END_TAG_NAME;
            }
            return State.endsName(c) && page.endsText()
                    ? TagState.endTag(c, page)
                    : RAWTEXT.on(c, page);
        }
    },
    /** Nothing ends it. */
    PLAINTEXT {
        @Override
        public State on(int c, HtmlRewriter page) {
            return PLAINTEXT;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            return to;
        }
    };
}
