package io.breakwater.rewrite;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An element, as far as its name decides how a document is read.
 *
 * @param name in lower case; empty for all elements that are not special
 * @param content what is in it, where it is one of HTML
 * @param endsForeign whether its start tag ends SVG and MathML (HTML standard, section 13.2.6.5)
 * @param holdingHtml the elements directly in it that hold HTML; empty if it is neither {@code svg} nor {@code math}
 */
record ElementKind(String name, State content, boolean endsForeign, Set<String> holdingHtml) {
    static final ElementKind OTHER = new ElementKind("", TextState.DATA, false, Set.of());

    /** Elements whose content is text up to their end tag. With scripts allowed {@code noscript} is another; its links are for those without. */
    private static final String OF_TEXT = "title textarea style xmp iframe noembed noframes";

    private static final String ENDING_FOREIGN =
            "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre"
                    + " ruby s small span strong strike sub sup table tt u ul var";

    private static final Set<String> IN_SVG = Set.of("foreignobject", "desc", "title");
    private static final Set<String> IN_MATH = Set.of("mi", "mo", "mn", "ms", "mtext");

    private static final Map<Name, ElementKind> BY_NAME = new HashMap<>();

    static {
        add("base object foreignobject desc mi mo mn ms mtext", TextState.DATA, false, Set.of());
        add(ENDING_FOREIGN, TextState.DATA, true, Set.of());
        add(OF_TEXT, TextState.RAWTEXT, false, Set.of());
        add("script", ScriptState.DATA, false, Set.of());
        add("plaintext", TextState.PLAINTEXT, false, Set.of());
        add("svg", TextState.DATA, false, IN_SVG);
        add("math", TextState.DATA, false, IN_MATH);
    }

    private static void add(
            String names, State content, boolean endsForeign, Set<String> holdingHtml) {
        for (String name : names.split(" ")) {
            BY_NAME.put(Name.of(name), new ElementKind(name, content, endsForeign, holdingHtml));
        }
    }

    static ElementKind named(Name name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    boolean is(String lowerCase) {
        return name.equals(lowerCase);
    }

    /** Whether what is in it is of SVG or MathML. */
    boolean holdsForeign() {
        return !holdingHtml.isEmpty();
    }
}
