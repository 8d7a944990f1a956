package io.breakwater.rewrite;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether the document is in SVG or MathML, where {@code style} and {@code title} hold markup and CDATA sections are what they say; and in
 * {@code foreignObject} and its like, where that ends (HTML standard, sections 13.2.6 and 13.2.6.5).
 *
 * <p>It follows those elements alone, {@value #MAX_DEPTH} deep, and no others: what a parser makes of misnested ones is not known here.
 */
final class ForeignContent {
    private static final int MAX_DEPTH = 64;

    private final boolean xml;
    private final Deque<ElementKind> open = new ArrayDeque<>();

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
        return !xml && (open.isEmpty() || !open.element().holdsForeign());
    }

    void start(ElementKind element, boolean selfClosing) {
        if (isHtml()) {
            push(element, !selfClosing && element.holdsForeign());
        } else if (element.endsForeign()) {
            breakOut();
        } else if (!xml) {
            ElementKind outer = open.element();
            boolean holdsHtml = outer.holdingHtml().contains(element.name());
            push(element, !selfClosing && (holdsHtml || element.equals(outer)));
        }
    }

    private void push(ElementKind element, boolean matters) {
        if (matters && open.size() < MAX_DEPTH) {
            open.push(element);
        }
    }

    private void breakOut() {
        while (!isHtml() && !open.isEmpty()) {
            open.pop();
        }
    }

    void end(ElementKind element) {
        if (open.contains(element)) {
            while (!open.pop().equals(element)) {
                // what it holds ends with it
            }
        } else if (!isHtml() && (element.is("p") || element.is("br"))) {
            breakOut();
        }
    }
}
