package io.breakwater.rewrite;

/**
 * In tags and their attributes (HTML standard, sections 13.2.5.6 to 13.2.5.8 and 13.2.5.32 to 13.2.5.40). Most of a page's states are these, so
 * one leads on to the next at once where the piece may go on.
 */
enum TagState implements State {
    TAG_OPEN {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            int c = in.next();
            if (State.isLetter(c)) {
                in.back();
                page.beginTag(false);
                page.beginName();
                return TAG_NAME.read(in, page);
            }
            return switch (c) {
                case '/' -> END_TAG_OPEN;
                case '!' -> MarkupState.MARKUP_DECLARATION_OPEN;
                case '?' -> MarkupState.BOGUS_COMMENT;
                default -> {
                    in.back();
                    yield TextState.DATA;
                }
            };
        }
    },
    END_TAG_OPEN {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            int c = in.next();
            if (c == '>') {
                return TextState.DATA;
            }
            in.back();
            if (!State.isLetter(c)) {
                return MarkupState.BOGUS_COMMENT;
            }
            page.beginTag(true);
            page.beginName();
            return TAG_NAME.read(in, page);
        }
    },
    TAG_NAME {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            if (!in.readTagName(page.name())) {
                return TAG_NAME;
            }
            page.tagNamed();
            return BEFORE_ATTRIBUTE_NAME.read(in, page);
        }
    },
    BEFORE_ATTRIBUTE_NAME {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            if (!in.readSpaces()) {
                return BEFORE_ATTRIBUTE_NAME;
            }
            int c = in.next();
            if (State.endsName(c)) {
                in.back();
                return AFTER_ATTRIBUTE_NAME.read(in, page);
            }
            page.beginName();
            page.nameByte(c); // an equals sign here belongs to the name
            return ATTRIBUTE_NAME.read(in, page);
        }
    },
    ATTRIBUTE_NAME {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            if (!in.readAttributeName(page.name())) {
                return ATTRIBUTE_NAME;
            }
            page.attributeNamed();
            return AFTER_ATTRIBUTE_NAME.read(in, page);
        }
    },
    AFTER_ATTRIBUTE_NAME {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            if (!in.readSpaces()) {
                return AFTER_ATTRIBUTE_NAME;
            }
            return switch (in.next()) {
                case '/' -> SELF_CLOSING_START_TAG;
                case '=' -> BEFORE_ATTRIBUTE_VALUE.read(in, page);
                case '>' -> page.endTag(false);
                default -> beforeAttributeName(in);
            };
        }
    },
    BEFORE_ATTRIBUTE_VALUE {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            if (!in.readSpaces()) {
                return BEFORE_ATTRIBUTE_VALUE;
            }
            int c = in.next();
            if (c == '>') {
                return page.endTag(false);
            }
            if (c == '"' || c == '\'') {
                page.beginValue((char) c);
                return c == '"' ? ATTRIBUTE_VALUE_DOUBLE_QUOTED : ATTRIBUTE_VALUE_SINGLE_QUOTED;
            }
            in.back();
            page.beginValue(UNQUOTED);
            return ATTRIBUTE_VALUE_UNQUOTED;
        }
    },
    ATTRIBUTE_VALUE_DOUBLE_QUOTED {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.readTo('"') ? quotedValue(in, page) : ATTRIBUTE_VALUE_DOUBLE_QUOTED;
        }
    },
    ATTRIBUTE_VALUE_SINGLE_QUOTED {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.readTo('\'') ? quotedValue(in, page) : ATTRIBUTE_VALUE_SINGLE_QUOTED;
        }
    },
    ATTRIBUTE_VALUE_UNQUOTED {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.readUnquoted()
                    ? page.endValue(BEFORE_ATTRIBUTE_NAME)
                    : ATTRIBUTE_VALUE_UNQUOTED;
        }
    },
    /** A blank is missing if anything else than these comes, and is not missed. */
    AFTER_ATTRIBUTE_VALUE_QUOTED {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return BEFORE_ATTRIBUTE_NAME.read(in, page);
        }
    },
    SELF_CLOSING_START_TAG {
        @Override
        public State read(Piece in, HtmlRewriter page) {
            return in.next() == '>' ? page.endTag(true) : beforeAttributeName(in);
        }
    };

    /** In place of the quote around a value. */
    static final char UNQUOTED = 0;

    private static State beforeAttributeName(Piece in) {
        in.back();
        return BEFORE_ATTRIBUTE_NAME;
    }

    private static State quotedValue(Piece in, HtmlRewriter page) {
        State next = page.endValue(AFTER_ATTRIBUTE_VALUE_QUOTED);
        in.next();
        return next;
    }

    /** Behind the name of an end tag that ended an element of text, and a byte that is read again. */
    static State endTag(HtmlRewriter page) {
        page.endTagOfText();
        return BEFORE_ATTRIBUTE_NAME;
    }
}
