package io.breakwater.rewrite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * Whether the document is in SVG or MathML, where {@code style} and {@code title} hold markup and CDATA sections are what they say; and in
 * {@code foreignObject} and its like, where that ends (HTML standard, sections 13.2.6 and 13.2.6.5).
 *
 * <p>It follows those elements alone, {@value #MAX_DEPTH} deep, and no others: what a parser makes of misnested ones is not known here.
 */
final class ForeignContent {
    private static final int MAX_DEPTH = 64;

    /** The elements that hold HTML, by the foreign element that they are in. */
    private static final Map<String, Set<String>> HOLD_HTML =
            Map.of(
                    "svg", Set.of("foreignobject", "desc", "title"),
                    "math", Set.of("mi", "mo", "mn", "ms", "mtext"));

    /** Start tags of HTML that end SVG and MathML. */
    private static final Set<String> BREAK_OUT =
            Set.of(
                    "b",
                    "big",
                    "blockquote",
                    "body",
                    "br",
                    "center",
                    "code",
                    "dd",
                    "div",
                    "dl",
                    "dt",
                    "em",
                    "embed",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "head",
                    "hr",
                    "i",
                    "img",
                    "li",
                    "listing",
                    "menu",
                    "meta",
                    "nobr",
                    "ol",
                    "p",
                    "pre",
                    "ruby",
                    "s",
                    "small",
                    "span",
                    "strong",
                    "strike",
                    "sub",
                    "sup",
                    "table",
                    "tt",
                    "u",
                    "ul",
                    "var");

    private final boolean xml;
    private final Deque<String> open = new ArrayDeque<>();

    /** @param xml whether everything is foreign */
    ForeignContent(boolean xml) {
        this.xml = xml;
    }

    /** Whether the innermost of these elements is of SVG or MathML. */
    boolean isCurrent() {
        return xml || !open.isEmpty();
    }

    /** Whether an element that starts here is one of HTML. */
    boolean isHtml() {
        return !xml && (open.isEmpty() || !HOLD_HTML.containsKey(open.peek()));
    }

    void start(String element, boolean selfClosing) {
        if (isHtml()) {
            push(element, !selfClosing && HOLD_HTML.containsKey(element));
        } else if (BREAK_OUT.contains(element)) {
            breakOut();
        } else if (!xml) {
            boolean holdsHtml = HOLD_HTML.getOrDefault(open.element(), Set.of()).contains(element);
            push(element, !selfClosing && (holdsHtml || element.equals(open.peek())));
        }
    }

    private void push(String element, boolean matters) {
        if (matters && open.size() < MAX_DEPTH) {
            open.push(element);
        }
    }

    private void breakOut() {
        while (!isHtml() && !open.isEmpty()) {
            open.pop();
        }
    }

    void end(String element) {
        if (open.contains(element)) {
            while (!open.pop().equals(element)) {
                // what it holds ends with it
            }
        } else if (!isHtml() && (element.equals("p") || element.equals("br"))) {
            breakOut();
        }
    }
}
