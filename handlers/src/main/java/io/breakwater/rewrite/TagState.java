package io.breakwater.rewrite;

/** In tags and their attributes (HTML standard, sections 13.2.5.6 to 13.2.5.8 and 13.2.5.32 to 13.2.5.40). */
enum TagState implements State {
    TAG_OPEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.isLetter(c)) {
                page.beginTag(false);
                page.beginName();
                return TAG_NAME.on(c, page);
            }
            return switch (c) {
                case '/' -> END_TAG_OPEN;
                case '!' -> MarkupState.MARKUP_DECLARATION_OPEN;
                case '?' -> MarkupState.BOGUS_COMMENT;
                default -> TextState.DATA.on(c, page);
            };
        }
    },
    END_TAG_OPEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.isLetter(c)) {
                page.beginTag(true);
                page.beginName();
                return TAG_NAME.on(c, page);
            }
            return c == '>' ? TextState.DATA : MarkupState.BOGUS_COMMENT.on(c, page);
        }
    },
    TAG_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.endsName(c)) {
                page.tagNamed();
                return BEFORE_ATTRIBUTE_NAME.on(c, page);
            }
            page.nameByte(c);
            return TAG_NAME;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            int at = from;
            while (at < to && !State.endsName(piece[at])) {
                page.nameByte(piece[at++]);
            }
            return at;
        }
    },
    BEFORE_ATTRIBUTE_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.isSpace(c)) {
                return BEFORE_ATTRIBUTE_NAME;
            }
            if (State.endsName(c)) {
                return AFTER_ATTRIBUTE_NAME.on(c, page);
            }
            page.beginName();
            page.nameByte(c); // an equals sign here belongs to the name
            return ATTRIBUTE_NAME;
        }
    },
    ATTRIBUTE_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.endsName(c) || c == '=') {
                page.attributeNamed();
                return AFTER_ATTRIBUTE_NAME.on(c, page);
            }
            page.nameByte(c);
            return ATTRIBUTE_NAME;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            int at = from;
            while (at < to && !State.endsName(piece[at]) && piece[at] != '=') {
                page.nameByte(piece[at++]);
            }
            return at;
        }
    },
    AFTER_ATTRIBUTE_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            return switch (c) {
                case ' ', '\t', '\n', '\f', '\r' -> AFTER_ATTRIBUTE_NAME;
                case '/' -> SELF_CLOSING_START_TAG;
                case '=' -> BEFORE_ATTRIBUTE_VALUE;
                case '>' -> page.endTag(false);
                default -> BEFORE_ATTRIBUTE_NAME.on(c, page);
            };
        }
    },
    BEFORE_ATTRIBUTE_VALUE {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (State.isSpace(c)) {
                return BEFORE_ATTRIBUTE_VALUE;
            }
            if (c == '>') {
                return page.endTag(false);
            }
            page.beginValue(c);
            return c == '"'
                    ? ATTRIBUTE_VALUE_DOUBLE_QUOTED
                    : c == '\''
                            ? ATTRIBUTE_VALUE_SINGLE_QUOTED
                            : ATTRIBUTE_VALUE_UNQUOTED.on(c, page);
        }
    },
    ATTRIBUTE_VALUE_DOUBLE_QUOTED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '"'
                    ? page.endValue(AFTER_ATTRIBUTE_VALUE_QUOTED)
                    : ATTRIBUTE_VALUE_DOUBLE_QUOTED;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            return State.indexOf('"', piece, from, to);
        }
    },
    ATTRIBUTE_VALUE_SINGLE_QUOTED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '\''
                    ? page.endValue(AFTER_ATTRIBUTE_VALUE_QUOTED)
                    : ATTRIBUTE_VALUE_SINGLE_QUOTED;
        }

        @Override
        public int pass(byte[] piece, int from, int to, HtmlRewriter page) {
            return State.indexOf('\'', piece, from, to);
        }
    },
    ATTRIBUTE_VALUE_UNQUOTED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return State.isSpace(c) || c == '>'
                    ? page.endValue(BEFORE_ATTRIBUTE_NAME).on(c, page)
                    : ATTRIBUTE_VALUE_UNQUOTED;
        }
    },
    /** A blank is missing if anything else than these comes, and is not missed. */
    AFTER_ATTRIBUTE_VALUE_QUOTED {
        @Override
        public State on(int c, HtmlRewriter page) {
            return BEFORE_ATTRIBUTE_NAME.on(c, page);
        }
    },
    SELF_CLOSING_START_TAG {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '>' ? page.endTag(true) : BEFORE_ATTRIBUTE_NAME.on(c, page);
        }
    };

    /** Behind the name of an end tag that ended an element of text. */
    static State endTag(int c, HtmlRewriter page) {
        page.beginTag(true);
        page.tagNamed();
        return BEFORE_ATTRIBUTE_NAME.on(c, page);
    }
}
