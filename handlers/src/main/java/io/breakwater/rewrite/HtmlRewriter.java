package io.breakwater.rewrite;

import java.util.Set;
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

    /** Elements whose content is text up to their end tag. With scripts allowed {@code noscript} is another; its links are for those without. */
    private static final Set<String> TEXT_ELEMENTS =
            Set.of("title", "textarea", "style", "xmp", "iframe", "noembed", "noframes");

    private final PageUrls urls;
    private final ForeignContent foreign;
    private final Name name = new Name();
    private final Bytes value = new Bytes(256);
    private final StyleText style;
    private Bytes out = new Bytes(0);
    private State state = TextState.START;
    private String element = "";
    private boolean endTag;
    private @Nullable UrlAttribute attribute; // whose value is held back
    private char quote;
    private boolean heldBack;
    private boolean hasBase;
    private boolean elsewhere;
    private boolean opaque;

    /** @param xml whether it is XHTML, in which no element is text only */
    HtmlRewriter(PageUrls urls, boolean xml) {
        this.urls = urls;
        this.foreign = new ForeignContent(xml);
        this.style = new StyleText(this::map);
    }

    /** The next piece of the document; what can be told of it already is added to {@code target}. */
    void rewrite(byte[] piece, int from, int to, Bytes target) {
        out = target;
        int at = from;
        while (at < to) {
            int run = endOfRun(piece, at, to);
            if (run == at) {
                step(piece, at++);
            } else if (attribute == null) {
                emit(piece, at, run);
            } else {
                hold(piece, at, run);
            }
            at = Math.max(at, run);
        }
    }

    /** Where the bytes end that cannot lead out of the present state. */
    private int endOfRun(byte[] piece, int from, int to) {
        if (opaque) {
            return to;
        }
        int awaited = state.awaited();
        int at = from;
        while (awaited >= 0 && at < to && piece[at] != awaited) {
            at++;
        }
        return at;
    }

    private void emit(byte[] piece, int from, int to) {
        if (style.isOn()) {
            style.rewrite(piece, from, to, out);
        } else {
            out.add(piece, from, to - from);
        }
    }

    private void step(byte[] piece, int at) {
        heldBack = false;
        state = state.on(piece[at] & 0xff, this);
        if (!heldBack) {
            emit(piece, at, at + 1);
        }
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

    boolean isName(String lowerCase) {
        return name.is(lowerCase);
    }

    boolean isSpelt(String exactly) {
        return name.isSpelt(exactly);
    }

    boolean isForeign() {
        return foreign.isCurrent();
    }

    /** Whether the name is that of the element of text that the document is in. */
    boolean endsText() {
        return name.is(element);
    }

    void beginTag(boolean end) {
        style.end(out);
        endTag = end;
    }

    void tagNamed() {
        element = name.lowerCase();
    }

    /** @param c the first byte, or the quote before it */
    void beginValue(int c) {
        attribute = endTag ? null : UrlAttribute.find(element, name.lowerCase());
        quote = c == '"' || c == '\'' ? (char) c : 0;
    }

    void valueByte(int c) {
        heldBack = attribute != null && value.size() < MAX_URL_BYTES;
        if (heldBack) {
            value.add(c);
        } else {
            letGo();
        }
    }

    private void hold(byte[] piece, int from, int to) {
        if (value.size() + to - from > MAX_URL_BYTES) {
            letGo();
            emit(piece, from, to);
        } else {
            value.add(piece, from, to - from);
        }
    }

    private void letGo() {
        out.add(value);
        value.clear();
        attribute = null;
    }

    void endValue() {
        if (attribute != null) {
            String raw = value.latin1();
            opaque |= attribute.isOpaque(raw);
            out.add(attribute.mayHoldUrl(raw) ? rewritten(attribute, raw) : raw);
            value.clear();
            attribute = null;
        }
    }

    private String rewritten(UrlAttribute found, String raw) {
        AttributeText text = AttributeText.of(raw, quote);
        String mapped = found.rewrite(text.text(), this::map);
        if (found == UrlAttribute.BASE && !hasBase) {
            hasBase = true;
            elsewhere = urls.isElsewhere(text.text().strip());
        }
        return text.respelt(mapped);
    }

    /** What begins with a slash is relative to the base; {@code "//host"} takes its scheme from there. */
    private String map(String url) {
        return elsewhere && url.startsWith("/") ? url : urls.map(url);
    }

    /** The state behind a tag. */
    State endTag(boolean selfClosing) {
        boolean text = foreign.isHtml();
        if (endTag) {
            foreign.end(element);
            return TextState.DATA;
        }
        foreign.start(element, selfClosing);
        if (element.equals("style") && !(selfClosing && !text)) {
            style.begin();
        }
        return text ? content() : TextState.DATA;
    }

    private State content() {
        return switch (element) {
            case "script" -> ScriptState.DATA;
            case "plaintext" -> TextState.PLAINTEXT;
            default -> TEXT_ELEMENTS.contains(element) ? TextState.RAWTEXT : TextState.DATA;
        };
    }
}
