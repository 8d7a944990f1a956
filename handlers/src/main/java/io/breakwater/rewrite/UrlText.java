package io.breakwater.rewrite;

import java.util.function.UnaryOperator;

/**
 * A URL as documents have it: with blanks around it, and tabs and line ends anywhere in it (URL standard, section 4.4). Blanks within it are
 * what browsers make of them.
 */
final class UrlText {
    private UrlText() {}

    /** The text with its URL mapped and the blanks around it kept. */
    static String rewrite(String text, UnaryOperator<String> map) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        String url = withoutLineEnds(text.substring(from, to)).replace(" ", "%20");
        String mapped = isRelative(url) ? url : map.apply(url);
        if (mapped.equals(url)) {
            return text;
        }
        return to - from == text.length()
                ? mapped
                : text.substring(0, from) + mapped + text.substring(to);
    }

    private static String withoutLineEnds(String url) {
        boolean clean = url.indexOf('\n') < 0 && url.indexOf('\r') < 0 && url.indexOf('\t') < 0;
        return clean ? url : url.replaceAll("[\t\r\n]", "");
    }

    /** Most URLs are: nothing more has to be known of them. */
    private static boolean isRelative(String url) {
        return !url.startsWith("/") && url.indexOf(':') < 0;
    }
}
