package io.breakwater.rewrite;

/** Where in a style sheet a byte is, as far as URLs begin and end there. */
enum CssState {
    TEXT {
        @Override
        CssState on(char c, CssRewriter css) {
            if (c == '"' || c == '\'') {
                return string(c, css, css.isAfterImport());
            }
            if (isNameCharacter(c) || c == '@' || c == '\\') {
                css.beginWord();
                return WORD.on(c, css);
            }
            if (c == '/') {
                return SLASH;
            }
            css.afterImport(css.isAfterImport() && State.isSpace(c));
            return TEXT;
        }
    },
    WORD {
        @Override
        CssState on(char c, CssRewriter css) {
            if (!isNameCharacter(c) && c != '@' && c != '\\') {
                return afterWord(c, css);
            }
            css.wordCharacter(c);
            return c == '\\' ? WORD_ESCAPE : WORD;
        }
    },
    WORD_ESCAPE {
        @Override
        CssState on(char c, CssRewriter css) {
            css.wordCharacter(c);
            return WORD;
        }
    },
    SLASH {
        @Override
        CssState on(char c, CssRewriter css) {
            if (c == '*') {
                return COMMENT;
            }
            css.afterImport(false);
            return TEXT.on(c, css);
        }
    },
    COMMENT {
        @Override
        CssState on(char c, CssRewriter css) {
            return c == '*' ? COMMENT_STAR : COMMENT;
        }
    },
    COMMENT_STAR {
        @Override
        CssState on(char c, CssRewriter css) {
            return c == '/' ? TEXT : COMMENT.on(c, css);
        }
    },
    /** A line end that is not escaped breaks it off. */
    STRING {
        @Override
        CssState on(char c, CssRewriter css) {
            return css.isQuote(c) || isLineEnd(c) ? TEXT : c == '\\' ? STRING_ESCAPE : STRING;
        }
    },
    STRING_ESCAPE {
        @Override
        CssState on(char c, CssRewriter css) {
            return STRING;
        }
    },
    /** Behind {@code url(}. */
    URL_START {
        @Override
        CssState on(char c, CssRewriter css) {
            if (State.isSpace(c)) {
                return URL_START;
            }
            if (c == '"' || c == '\'') {
                return string(c, css, true);
            }
            css.beginUrl();
            return URL.on(c, css);
        }
    },
    URL {
        @Override
        CssState on(char c, CssRewriter css) {
            if (c == ')' || State.isSpace(c)) {
                css.endUrl();
                return c == ')' ? TEXT : URL_END;
            }
            if (c == '"' || c == '\'' || c == '(') {
                css.noUrl();
                return URL_BAD;
            }
            return c == '\\' ? URL_ESCAPE : URL;
        }
    },
    URL_ESCAPE {
        @Override
        CssState on(char c, CssRewriter css) {
            return URL;
        }
    },
    URL_END {
        @Override
        CssState on(char c, CssRewriter css) {
            return State.isSpace(c) ? URL_END : URL_BAD.on(c, css);
        }
    },
    URL_BAD {
        @Override
        CssState on(char c, CssRewriter css) {
            return c == ')' ? TEXT : c == '\\' ? URL_BAD_ESCAPE : URL_BAD;
        }
    },
    URL_BAD_ESCAPE {
        @Override
        CssState on(char c, CssRewriter css) {
            return URL_BAD;
        }
    },
    URL_STRING_START {
        @Override
        CssState on(char c, CssRewriter css) {
            css.beginUrl();
            return URL_STRING.on(c, css);
        }
    },
    URL_STRING {
        @Override
        CssState on(char c, CssRewriter css) {
            if (css.isQuote(c)) {
                css.endUrl();
                return TEXT;
            }
            if (isLineEnd(c)) {
                css.noUrl();
                return TEXT;
            }
            return c == '\\' ? URL_STRING_ESCAPE : URL_STRING;
        }
    },
    URL_STRING_ESCAPE {
        @Override
        CssState on(char c, CssRewriter css) {
            return URL_STRING;
        }
    };

    abstract CssState on(char c, CssRewriter css);

    /** Whether the character that led here is part of a URL, if there is one. */
    boolean isUrl() {
        return this == URL || this == URL_ESCAPE || this == URL_STRING || this == URL_STRING_ESCAPE;
    }

    private static CssState string(char quote, CssRewriter css, boolean url) {
        css.quote(quote);
        css.afterImport(false);
        return url ? URL_STRING_START : STRING;
    }

    private static CssState afterWord(char c, CssRewriter css) {
        if (c == '(' && css.isWord("url")) {
            return URL_START;
        }
        css.afterImport(css.isWord("@import"));
        return TEXT.on(c, css);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\f';
    }

    /** CSS Syntax section 4.2, ident code point. */
    private static boolean isNameCharacter(char c) {
        return State.isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' || c >= 0x80;
    }
}
