package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the URLs of an HTML document while it passes by (P-13). What is no URL, or is not mapped, stays byte for byte.
 *
 * <p>The document comes in pieces of any size; where they are cut changes nothing. Only a URL on its way is held back, and of that at most
 * {@value #MAX_URL_BYTES} bytes: a longer attribute value or CSS URL passes unchanged. It is read as the HTML standard's tokenizer does
 * (section 13.2.5), so that scripts, comments and text are not taken for tags.
 *
 * <table>
 * <caption>What is a URL</caption>
 * <tr><td>attributes</td><td>the rows of {@code UrlAttribute}; character references are decoded for looking</td></tr>
 * <tr><td>CSS</td><td>{@code url()} and {@code @import} in {@code style} attributes and elements and in SVG's presentation attributes</td></tr>
 * <tr><td>scripts, comments, text</td><td>nothing</td></tr>
 * </table>
 *
 * <p>Bytes are looked at, not characters: in every encoding of the Encoding standard but UTF-16 and ISO-2022-JP the bytes that matter here are
 * ASCII and nothing else. A document with a byte order mark of UTF-16 or a {@code meta} that names such an encoding passes unchanged.
 *
 * <p>For one document, on one thread at a time.
 */
final class HtmlRewriter {
    static final int MAX_URL_BYTES = 16 * 1024;

    private static final int NONE = -1;

    private final DocumentUrls urls;
    private final UnaryOperator<String> map;
    private final ForeignContent foreign;
    private final StyleText style;
    private final Name name = new Name();
    private final Bytes value = new Bytes(0); // what earlier pieces have of one that is held back
    private State state = TextState.START;
    private ElementKind element = ElementKind.OTHER;
    private boolean endTag;
    private @Nullable UrlAttribute attribute; // null for those that hold no URL
    private char quote;

    private final Piece piece = new Piece();
    private int passed; // up to where the piece is in the output, or in the value
    private int valueFrom = NONE; // where a value that is held back begins, or goes on
    private Bytes out = new Bytes(0);

    /** @param xml whether it is XHTML, in which no element is text only */
    HtmlRewriter(PageUrls urls, boolean xml) {
        this.urls = new DocumentUrls(urls);
        this.map = this.urls::map;
        this.foreign = new ForeignContent(xml);
        this.style = new StyleText(map);
    }

    /** The next piece of the document; what can be told of it already is added to {@code target}. */
    void rewrite(byte[] bytes, int from, int to, Bytes target) {
        out = target;
        piece.begin(bytes, from, to);
        passed = from;
        valueFrom = valueFrom == NONE ? NONE : from;
        State present = state;
        while (piece.hasNext()) {
            present = present.read(piece, this);
        }
        state = present;
        if (valueFrom == NONE) {
            passOn(to);
        } else {
            holdBack(to);
        }
    }

    private void passOn(int to) {
        if (style.isOn()) {
            style.rewrite(piece.bytes(), passed, to, out);
        } else {
            out.add(piece.bytes(), passed, to - passed);
        }
        passed = to;
    }

    private void holdBack(int to) {
        passOn(valueFrom);
        if (value.size() + to - valueFrom > MAX_URL_BYTES) {
            letGo();
            passOn(to);
        } else {
            value.add(piece.bytes(), valueFrom, to - valueFrom);
        }
    }

    private void letGo() {
        out.add(value);
        value.clear();
        valueFrom = NONE;
    }

    /** The document is over. */
    void finish(Bytes target) {
        out = target;
        letGo();
        style.end(out);
    }

    // what the states tell

    void beginName() {
        name.clear();
    }

    void nameByte(int c) {
        name.add(c);
    }

    /** To which what is read of it is added. */
    Name name() {
        return name;
    }

    boolean isName(Name known) {
        return name.equals(known);
    }

    boolean isForeign() {
        return foreign.isCurrent();
    }

    /** Whether the name is that of the element of text that the document is in. */
    boolean endsText() {
        return ElementKind.named(name).equals(element);
    }

    void beginTag(boolean end) {
        if (style.isOn()) {
            passOn(piece.at());
            style.end(out);
        }
        endTag = end;
    }

    void endTagOfText() {
        piece.back();
        beginTag(true);
        tagNamed();
    }

    /** Names of end tags matter in SVG and MathML alone. */
    void tagNamed() {
        boolean matters = !endTag || foreign.isCurrent();
        element = matters ? ElementKind.named(name) : ElementKind.OTHER;
    }

    void attributeNamed() {
        attribute = endTag ? null : UrlAttribute.find(element, name);
    }

    /** @param mark the quote before it, or 0 */
    void beginValue(char mark) {
        quote = mark;
        valueFrom = attribute == null ? NONE : piece.at();
    }

    /** The state behind a value: the one that it would be, unless the value says that nothing here is what it looks like. */
    State endValue(State next) {
        boolean opaque = valueFrom != NONE && attribute != null && rewriteValue(attribute);
        valueFrom = NONE;
        return opaque ? TextState.PLAINTEXT : next;
    }

    private boolean rewriteValue(UrlAttribute found) {
        int to = piece.at();
        boolean whole = value.isEmpty();
        boolean tooLong = value.size() + to - valueFrom > MAX_URL_BYTES;
        if (tooLong || whole && !found.mayMatter(piece.bytes(), valueFrom, to)) {
            letGo();
            return false;
        }
        String last =
                new String(piece.bytes(), valueFrom, to - valueFrom, StandardCharsets.ISO_8859_1);
        String raw = whole ? last : value.latin1() + last;
        String rewritten = rewritten(found, raw);
        if (!whole || !rewritten.equals(raw)) {
            passOn(valueFrom);
            out.add(rewritten);
            passed = to;
        }
        value.clear();
        return found.isOpaque(raw);
    }

    private String rewritten(UrlAttribute found, String raw) {
        AttributeText text = AttributeText.of(raw, quote);
        String mapped = found.rewrite(text.text(), map);
        if (found == UrlAttribute.BASE) {
            urls.base(text.text().strip());
        }
        return text.respelt(mapped);
    }

    /** The state behind a tag. */
    State endTag(boolean selfClosing) {
        boolean html = foreign.isHtml();
        if (endTag) {
            foreign.end(element);
            return TextState.DATA;
        }
        foreign.start(element, selfClosing);
        if (element.is("style") && (html || !selfClosing)) {
            passOn(piece.at());
            style.begin();
        }
        return html ? element.content() : TextState.DATA;
    }
}
