package io.breakwater.rewrite;

/** In comments, declarations and CDATA sections (HTML standard, sections 13.2.5.41 to 13.2.5.71). */
enum MarkupState implements ByteState {
    MARKUP_DECLARATION_OPEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            page.beginName();
            return c == '-' ? HYPHEN : c == '[' ? CDATA_NAME : BOGUS_COMMENT.on(c, page);
        }
    },
    HYPHEN {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_START : BOGUS_COMMENT.on(c, page);
        }
    },
    /** Only where elements are not those of HTML; elsewhere it is a comment. */
    CDATA_NAME {
        @Override
        public State on(int c, HtmlRewriter page) {
            if (c == '[' && page.isName(CDATA) && page.isForeign()) {
                return CDATA_SECTION;
            }
            page.nameByte(c);
            boolean upperCase = c >= 'A' && c <= 'Z';
            return upperCase ? CDATA_NAME : BOGUS_COMMENT.on(c, page);
        }
    },
    /** Also what begins with {@code <?} and {@code <!DOCTYPE}: the first {@code >} ends them all. */
    BOGUS_COMMENT {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '>' ? TextState.DATA : BOGUS_COMMENT;
        }

        @Override
        public int awaited() {
            return '>';
        }
    },
    COMMENT_START {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_START_DASH : c == '>' ? TextState.DATA : COMMENT.on(c, page);
        }
    },
    COMMENT_START_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_END : c == '>' ? TextState.DATA : COMMENT.on(c, page);
        }
    },
    COMMENT {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_END_DASH : COMMENT;
        }

        @Override
        public int awaited() {
            return '-';
        }
    },
    COMMENT_END_DASH {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_END : COMMENT.on(c, page);
        }
    },
    COMMENT_END {
        @Override
        public State on(int c, HtmlRewriter page) {
            return switch (c) {
                case '>' -> TextState.DATA;
                case '!' -> COMMENT_END_BANG;
                case '-' -> COMMENT_END;
                default -> COMMENT.on(c, page);
            };
        }
    },
    COMMENT_END_BANG {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == '-' ? COMMENT_END_DASH : c == '>' ? TextState.DATA : COMMENT.on(c, page);
        }
    },
    CDATA_SECTION {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == ']' ? CDATA_SECTION_BRACKET : CDATA_SECTION;
        }

        @Override
        public int awaited() {
            return ']';
        }
    },
    CDATA_SECTION_BRACKET {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == ']' ? CDATA_SECTION_END : CDATA_SECTION.on(c, page);
        }
    },
    CDATA_SECTION_END {
        @Override
        public State on(int c, HtmlRewriter page) {
            return c == ']'
                    ? CDATA_SECTION_END
                    : c == '>' ? TextState.DATA : CDATA_SECTION.on(c, page);
        }
    };

    private static final Name CDATA = Name.of("cdata");
}
