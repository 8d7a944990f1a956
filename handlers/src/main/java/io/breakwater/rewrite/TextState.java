package io.breakwater.rewrite;

/** Between tags, and in elements that hold text only. */
enum TextState implements State {
    /** Before the first byte: a byte order mark overrules every other word on the encoding (Encoding standard, section 6.1). */
    START {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return switch (in.next()) {
                case 0xfe -> BIG_ENDIAN_MARK;
                case 0xff -> LITTLE_ENDIAN_MARK;
                default -> again(in, DATA);
            };
        }
    },
    BIG_ENDIAN_MARK {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.next() == 0xff ? PLAINTEXT : again(in, DATA);
        }
    },
    LITTLE_ENDIAN_MARK {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.next() == 0xfe ? PLAINTEXT : again(in, DATA);
        }
    },
    DATA {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.readPast('<') ? TagState.TAG_OPEN : DATA;
        }
    },
    /** RCDATA and RAWTEXT, which differ in what a character reference is. */
    RAWTEXT {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.readPast('<') ? RAWTEXT_LESS_THAN_SIGN : RAWTEXT;
        }
    },
    RAWTEXT_LESS_THAN_SIGN {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.next() == '/' ? RAWTEXT_END_TAG_OPEN : again(in, RAWTEXT);
        }
    },
    RAWTEXT_END_TAG_OPEN {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            page.beginName();
            return RAWTEXT_END_TAG_NAME;
        }
    },
    RAWTEXT_END_TAG_NAME {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            int c = in.next();
            if (State.isLetter(c)) {
                page.nameByte(c);
                return RAWTEXT_END_TAG_NAME;
            }
            return State.endsName(c) && page.endsText()
                    ? TagState.endTag(page)
                    : again(in, RAWTEXT);
        }
    },
    /** Nothing ends it. */
    PLAINTEXT {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            in.readAll();
            return PLAINTEXT;
        }
    };

    private static State again(Piece in, State state) {
        in.back();
        return state;
    }
}
