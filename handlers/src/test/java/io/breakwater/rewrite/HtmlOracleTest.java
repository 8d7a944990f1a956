package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random documents, made to mislead, read by jsoup before and after: the same tree but for the URLs. And the same bytes, wherever the pieces
 * begin.
 */
class HtmlOracleTest {
    private static final int DOCUMENTS = Integer.getInteger("fuzz.documents", 4_000);
    private static final int SPLITS = 3;

    private static final String[] FRAGMENTS = {
        "<a href=\"/x\">",
        "<a href='/x'>",
        "<a href=/x>",
        "<a href = /x >",
        "<a href=\"/x",
        "<a href='/x",
        "<a HREF=/X/y>",
        "<a/href=/x/>",
        "<a href=\"/x\"title=\">\">",
        "<a title='<b href=/no>' href=/x>",
        "<a =href=/x href=/y>",
        "<a href href=/x>",
        "<a href=\"http://up.internal/x?a=1&amp;b=2\">",
        "<a href=http&#58;//up.internal/x>",
        "<a href='&#x2f;x&quot;>'>",
        "<a href=\"/x?a=1&b=2&copy=3\">",
        "<a href=\"/&eacute;/x\">",
        "<a href='/&'>",
        "<a href=/&#47&#47>",
        "<a href=\" /x\n\">",
        "<a href=\"/a\tb\">",
        "<a href=\"javascript:'/x'\">",
        "<img srcset=\"/a 1x, /b 2x\">",
        "<img srcset='/a,/b 2x,, /c'>",
        "<meta http-equiv=refresh content=\"0; url=/x\">",
        "<meta content='5/10'>",
        "<base href=\"/b/\">",
        "<object data=/x>",
        "<p data=/x>",
        "<form action=/x>",
        "<div style=\"background:url(/x)\">",
        "<div style='a:url(&quot;/x&quot;)'>",
        "<svg>",
        "</svg>",
        "<math>",
        "</math>",
        "<svg/>",
        "<foreignObject>",
        "</foreignObject>",
        "<desc>",
        "</desc>",
        "<script>",
        "</script>",
        "</script ",
        "</script/>",
        "<script>var a='<a href=\"/x\">'</script>",
        "<script><!--",
        "<script",
        "-->",
        "<!--",
        "--!>",
        "<!-->",
        "<!--->",
        "<!-- <a href=/x> -->",
        "<!",
        "<!x",
        "<!doctype html>",
        "<?x",
        "</>",
        "</ a>",
        "<![CDATA[",
        "]]>",
        "<style>",
        "</style>",
        "<style>a{b:url(/x)}</style>",
        "<style>@import '/x';",
        "url(/y)",
        "url('/y",
        "@import \"/z\"",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<xmp>",
        "</xmp>",
        "<iframe>",
        "</iframe>",
        "<noembed>",
        "</noembed>",
        "\"",
        "'",
        ">",
        "<",
        "/",
        "=",
        " ",
        "\n",
        "x",
        "/x",
        "&",
        "&amp;",
        "\u00e9",
        "\u0081",
        "`",
        "<b>",
        "</b>",
        "</p>",
    };

    private static String document(Random random) {
        StringBuilder document = new StringBuilder();
        for (int i = random.nextInt(12) + 1; i > 0; i--) {
            document.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return document.toString();
    }

    private static Document parsed(String page) {
        Document document = Parser.htmlParser().parseInput(page, "");
        document.outputSettings().prettyPrint(false);
        return document;
    }

    private static Document mapped(Document document) {
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                UrlAttribute row =
                        UrlAttribute.find(
                                ElementKind.named(Name.of(element.normalName())),
                                Name.of(attribute.getKey()));
                if (row != null && attribute.hasDeclaredValue()) {
                    attribute.setValue(row.rewrite(attribute.getValue(), Upstream::map));
                }
            }
            if (element.normalName().equals("style")) {
                mapStyle(element);
            }
        }
        return document;
    }

    /** In SVG and MathML it holds text, comments and elements. */
    private static void mapStyle(Element style) {
        for (Node content : style.childNodes()) {
            if (content instanceof DataNode data) {
                data.setWholeData(CssRewriter.rewrite(data.getWholeData(), Upstream::map));
            } else if (content instanceof TextNode text) {
                text.text(CssRewriter.rewrite(text.getWholeText(), Upstream::map));
            }
        }
    }

    /** In SVG and MathML jsoup takes scripts for text, and the standard does not (section 13.2.6.5). */
    private static boolean isKnownToDiffer(String page) {
        boolean foreign = page.contains("<svg>") || page.contains("<math>");
        return foreign && page.contains("<script");
    }

    @Test
    @DisplayName("documents made to mislead keep their trees, but for the URLs")
    void trees() {
        Random random = new Random(20_260);
        for (int i = 0; i < DOCUMENTS; i++) {
            String page = document(random);
            String rewritten = Upstream.rewrite(page);
            if (!isKnownToDiffer(page)) {
                assertThat(parsed(rewritten).outerHtml())
                        .as(page + "\n became \n" + rewritten)
                        .isEqualTo(mapped(parsed(page)).outerHtml());
            }
        }
    }

    @Test
    @DisplayName("wherever a document is cut into pieces, the same comes of it")
    void splits() {
        Random random = new Random(20_261);
        for (int i = 0; i < DOCUMENTS; i++) {
            String page = document(random);
            boolean xml = random.nextInt(8) == 0;
            String whole = Upstream.rewrite(page, xml, Integer.MAX_VALUE, random);
            for (int split = 0; split < SPLITS; split++) {
                assertThat(Upstream.rewrite(page, xml, 1 + split * 7, random))
                        .as(page)
                        .isEqualTo(whole);
            }
        }
    }
}
