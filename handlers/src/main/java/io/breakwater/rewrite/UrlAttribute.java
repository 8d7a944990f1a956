package io.breakwater.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which attributes hold URLs, and how (HTML standard, index of attributes; SVG 2; XHTML's predecessors). */
enum UrlAttribute {
    BASE("base", "href") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return UrlText.rewrite(value, map);
        }
    },
    OBJECT("object", "data codebase classid archive") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return UrlText.rewrite(value, map);
        }
    },
    URL(
            "",
            "href src action formaction poster cite background longdesc manifest itemid xlink:href lowsrc dynsrc") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return UrlText.rewrite(value, map);
        }
    },
    /** URLs between blanks. */
    LIST("", "ping") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return SrcsetValue.rewriteList(value, map);
        }
    },
    CANDIDATES("", "srcset imagesrcset") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return SrcsetValue.rewrite(value, map);
        }
    },
    /** {@code http-equiv} may stand behind it; a number with a semicolon and a URL is nothing else. */
    REFRESH("meta", "content") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            boolean told = value.indexOf(';') >= 0 || value.indexOf(',') >= 0;
            return told ? RefreshValue.rewrite(value, url -> UrlText.rewrite(url, map)) : value;
        }

        @Override
        boolean isOpaque(String raw) {
            int label = raw.toLowerCase(Locale.ROOT).indexOf(CHARSET_PARAMETER);
            return label >= 0
                    && Charsets.isOpaque(raw.substring(label + CHARSET_PARAMETER.length()));
        }
    },
    CHARSET("meta", "charset") {
        @Override
        boolean isOpaque(String raw) {
            return Charsets.isOpaque(raw);
        }

        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return value;
        }
    },
    CSS(
            "",
            "style fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end") {
        @Override
        String rewrite(String value, UnaryOperator<String> map) {
            return CssRewriter.rewrite(value, map);
        }
    };

    private static final String CHARSET_PARAMETER = "charset=";
    private static final Map<Name, List<UrlAttribute>> BY_NAME = new HashMap<>();

    static {
        for (UrlAttribute row : values()) {
            for (String name : row.names.split(" ")) {
                BY_NAME.computeIfAbsent(Name.of(name), key -> new ArrayList<>(1)).add(row);
            }
        }
    }

    private final String element;
    private final String names;

    /**
     * @param element empty for all elements
     * @param names between blanks
     */
    UrlAttribute(String element, String names) {
        this.element = element;
        this.names = names;
    }

    /** The first row for an attribute, or null if it holds no URL. */
    static @Nullable UrlAttribute find(ElementKind element, Name name) {
        for (UrlAttribute row : BY_NAME.getOrDefault(name, List.of())) {
            if (row.element.isEmpty() || element.is(row.element)) {
                return row;
            }
        }
        return null;
    }

    /** False where a short look finds no URL that leads anywhere but relative to the page. What is of one element is rare and tells more. */
    boolean mayMatter(byte[] bytes, int from, int to) {
        boolean matters = !element.isEmpty();
        for (int i = from; i < to && !matters; i++) {
            matters = bytes[i] == '/' || bytes[i] == '&';
        }
        return matters;
    }

    /** Whether the value says that the document is in an encoding that cannot be read byte by byte. */
    boolean isOpaque(String raw) {
        return false;
    }

    /** The value, without character references, with each of its URLs mapped. */
    abstract String rewrite(String value, UnaryOperator<String> map);
}
