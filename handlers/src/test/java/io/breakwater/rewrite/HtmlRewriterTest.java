package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-13: which bytes of a page change, and into what. {@code http://up.internal/} is {@code https://www.example.com/app/}. */
class HtmlRewriterTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a href=\"http://up.internal/x\">   | <a href=\"https://www.example.com/app/x\">",
                "<a href='http://up.internal/x'>     | <a href='https://www.example.com/app/x'>",
                "<a href=http://up.internal/x>       | <a href=https://www.example.com/app/x>",
                "<a href=\"/x\">                     | <a href=\"/app/x\">",
                "<A HREF = '/x' >                    | <A HREF = '/app/x' >",
                "<img src=/x.png>                    | <img src=/app/x.png>",
                "<img src=/x.png/>                   | <img src=/app/x.png/>",
                "<form action=/x><button formaction=/y> | <form action=/app/x><button formaction=/app/y>",
                "<video poster=/x>                   | <video poster=/app/x>",
                "<object data=/x></object>           | <object data=/app/x></object>",
                "<q cite=/x>                         | <q cite=/app/x>",
                "<body background=/x>                | <body background=/app/x>",
                "<img longdesc=/x>                   | <img longdesc=/app/x>",
                "<html manifest=/x>                  | <html manifest=/app/x>",
                "<a ping='/x http://up.internal/y'>  | <a ping='/app/x https://www.example.com/app/y'>",
                "<link imagesrcset='/x 2x'>          | <link imagesrcset='/app/x 2x'>",
                "<img srcset='/a.png 1x, /b.png 2x'> | <img srcset='/app/a.png 1x, /app/b.png 2x'>",
                "<img srcset='/a,b 480w,/c'>         | <img srcset='/app/a,b 480w,/app/c'>",
                "<img srcset='data:image/png;base64,AA/A== 1x, /b 2x'> | <img srcset='data:image/png;base64,AA/A== 1x, /app/b 2x'>",
                "<meta http-equiv=refresh content='5; url=/x'> | <meta http-equiv=refresh content='5; url=/app/x'>",
                "<meta content=\"0;URL='/x'\" http-equiv=refresh> | <meta content=\"0;URL='/app/x'\" http-equiv=refresh>",
                "<svg><use xlink:href=/x#y></svg>    | <svg><use xlink:href=/app/x#y></svg>",
                "<svg><image href=/x></svg>          | <svg><image href=/app/x></svg>",
                "<svg><path fill='url(/x#y)'></svg>  | <svg><path fill='url(/app/x#y)'></svg>",
            })
    @DisplayName("URLs in attributes")
    void attributes(String page, String expected) {
        assertThat(Upstream.rewrite(page)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p style='background: url(/x)'>         | <p style='background: url(/app/x)'>",
                "<p style=\"background: url('/x')\">     | <p style=\"background: url('/app/x')\">",
                "<p style=\"background: URL( &quot;/x&quot; )\"> | <p style=\"background: URL( &quot;/app/x&quot; )\">",
                "<style>@import '/x'; @import url(/y);</style> | <style>@import '/app/x'; @import url(/app/y);</style>",
                "<style>@import/**/\"/x\"</style>        | <style>@import/**/\"/app/x\"</style>",
                "<style>a{b:url(/x) url(/y)}</style>     | <style>a{b:url(/app/x) url(/app/y)}</style>",
                "<svg><style>a{b:url(/x)}</style></svg>  | <svg><style>a{b:url(/app/x)}</style></svg>",
            })
    @DisplayName("URLs in style sheets")
    void styles(String page, String expected) {
        assertThat(Upstream.rewrite(page)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "text /x http://up.internal/x",
                "<a href=x><a href=../x><a href=?x><a href=#x><a href><a href=>",
                "<a href=\"javascript:open('/x')\"><a href=mailto:x@up.internal><img src='data:image/svg+xml,<a href=/x>'>",
                "<a href=//other/x><a href=http://other/x><a href=http://up.internal.evil/x><a href=/app/x>",
                "<a title=/x alt=/x value=/x data-href=/x hrefs=/x xhref=/x>",
                "<meta name=description content='/x'><meta content='5/10'><meta content='text/html; charset=utf-8'>",
                "<p data=/x><content content='0; url=/x'>",
                "</a href=/x>",
                "<!-- <a href=/x> --><a title='-->'><!--><!-- <a href=/x> --!>",
                "<!-- -- > <a href=/x> --><?php <a href=x ?><!doctype html system '/x'>",
                "<script>var a = '<a href=\"/x\">'; // </scripty> <a href=/x></script>",
                "<script><!-- <script> </script> <a href=/x> --></script>",
                "<textarea><a href=/x></textarea><title><a href=/x></title><iframe><a href=/x></iframe>",
                "<xmp><a href=/x></xmp ><noembed><a href=/x></noembed/><noframes><a href=/x></NOFRAMES>",
                "<style>/* url(/x) */ a:after{content:'url(/x)'; b:myurl(/x); c:url(x)}</style>",
                "<style>a{b:url(/x\"y)}</style><style>@charset '/x'; @import x '/x';</style>",
                "<style>a{b:u\\rl(/x)} b{c:url(\\2f x)}</style>",
                "<plaintext><a href=/x></plaintext><a href=/x>",
                "<svg><![CDATA[<a href=/x>]]></svg>",
                "<a href=\"/x",
                "<a href='/x><b>",
                "<a href=/x",
                "<style>a{b:url(/x",
                "<a href='\\\\up.internal\\x'><a href='\\x'>"
            })
    @DisplayName("what is none, or not the upstream's, stays byte for byte")
    void untouched(String page) {
        assertThat(Upstream.rewrite(page)).isEqualTo(page);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a href='http://up.internal/?a=1&amp;b=2&c=3'> | <a href='https://www.example.com/app/?a=1&amp;b=2&c=3'>",
                "<a href='http&#58;&sol;/up&period;internal/x'> | <a href='https://www.example.com/app/x'>",
                "<a href='&#x2F;x&#x2f;y'>       | <a href='&#x2F;app/x&#x2f;y'>",
                "<a href='/&eacute;?&copy=1'>    | <a href='/app/&eacute;?&copy=1'>",
                "<a href=' /x '>                 | <a href=' /app/x '>",
                "<a href='/x#a b [c]'>           | <a href='/app/x#a%20b%20[c]'>",
                "<a href='&Tab;/x'>              | <a href='&Tab;/app/x'>",
                "<a href='ht&NewLine;tp://up.internal/x'> | <a href='https://www.example.com/app/x'>",
            })
    @DisplayName(
            "character references and blanks are read as browsers do, and kept where nothing changes")
    void spelling(String page, String expected) {
        assertThat(Upstream.rewrite(page)).isEqualTo(expected);
    }

    @Test
    @DisplayName("line ends and tabs within a URL are none of it")
    void lineEnds() {
        assertThat(Upstream.rewrite("<a href='/x\n'><a href='\n/\tx\r\ny'>"))
                .isEqualTo("<a href='/app/x\n'><a href='\n/app/xy'>");
    }

    @Test
    @DisplayName("behind a base on another site, what begins with a slash is that site's")
    void foreignBase() {
        assertThat(
                        Upstream.rewrite(
                                "<base href=http://cdn/><a href=/x><a href=http://up.internal/x>"))
                .isEqualTo(
                        "<base href=http://cdn/><a href=/x><a href=https://www.example.com/app/x>");
        assertThat(Upstream.rewrite("<base href=b/><base href=http://cdn/><a href=/x>"))
                .as("a relative one is the first")
                .isEqualTo("<base href=b/><base href=http://cdn/><a href=/app/x>");
        assertThat(Upstream.rewrite("<base href=/b/><base href=http://cdn/><a href=/x>"))
                .isEqualTo("<base href=/app/b/><base href=http://cdn/><a href=/app/x>");
        assertThat(
                        Upstream.rewrite(
                                "<base target=_top><base href=http://up.internal/b/><a href=/x>"))
                .isEqualTo(
                        "<base target=_top><base href=https://www.example.com/app/b/><a href=/app/x>");
    }

    @Test
    @DisplayName("in XHTML no element is text only, and CDATA sections are everywhere")
    void xml() {
        assertThat(Upstream.rewriteXml("<script><a href='/x'/></script><![CDATA[<a href='/x'/>]]>"))
                .isEqualTo("<script><a href='/app/x'/></script><![CDATA[<a href='/x'/>]]>");
        assertThat(
                        Upstream.rewriteXml(
                                "<style><![CDATA[a{b:url(/x)}]]></style><title/><a href='/x'/>"))
                .isEqualTo("<style><![CDATA[a{b:url(/app/x)}]]></style><title/><a href='/app/x'/>");
        assertThat(Upstream.rewriteXml("<style/><p title='url(/x)'>url(/x)</p>"))
                .isEqualTo("<style/><p title='url(/x)'>url(/x)</p>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "\u00fe\u00ff<a href=/x>",
                "\u00ff\u00fe<a href=/x>",
                "<meta charset=ISO-2022-JP><a href=/x>",
                "<meta http-equiv=content-type content='text/html; charset=iso-2022-jp'><a href=/x>"
            })
    @DisplayName("documents whose bytes are not ASCII's stay")
    void opaque(String page) {
        assertThat(Upstream.rewrite(page)).isEqualTo(page);
    }

    @Test
    @DisplayName("UTF-8 with a mark, and bytes of any other encoding, are no obstacle")
    void encodings() {
        assertThat(Upstream.rewrite("\u00ef\u00bb\u00bf<a href=/x\u0082\u00a0>\u0081<a href=/y>"))
                .isEqualTo("\u00ef\u00bb\u00bf<a href=/app/x\u0082\u00a0>\u0081<a href=/app/y>");
    }

    @Test
    @DisplayName("a URL longer than is held back passes unchanged, and those behind it do not")
    void longUrl() {
        String longest = "/" + "x".repeat(HtmlRewriter.MAX_URL_BYTES - 1);
        for (String quote : new String[] {"'", "\"", ""}) {
            String page = "<a href=" + quote + longest + quote + "><a href=/y>";
            assertThat(Upstream.rewrite(page))
                    .isEqualTo(page.replace("/x", "/app/x").replace("/y", "/app/y"));
            page = "<a href=" + quote + longest + "x" + quote + "><a href=/y>";
            assertThat(Upstream.rewrite(page)).isEqualTo(page.replace("/y", "/app/y"));
        }
        String style = "<style>a{b:url(" + longest + "xx)} c{d:url(/y)}</style>";
        assertThat(Upstream.rewrite(style)).isEqualTo(style.replace("/y", "/app/y"));
    }

    @Test
    @DisplayName(
            "an attacker's bytes become no markup and no other value: quotes, references, comments, ends of elements")
    void inert() {
        assertThat(Upstream.rewrite("<a href='/\">&lt;&#39;&quot;\u0000'>"))
                .isEqualTo("<a href='/app/\">&lt;&#39;&quot;\u0000'>");
        assertThat(Upstream.rewrite("<a href=http&#58;//up.internal/&#32;onclick&#61;x>"))
                .isEqualTo("<a href=https://www.example.com/app/%20onclick&#61;x>");
        assertThat(Upstream.rewrite("<style>a{b:url(http://up.internal/</style><a href=/x>)"))
                .isEqualTo("<style>a{b:url(http://up.internal/</style><a href=/app/x>)");
        assertThat(Upstream.rewrite("<script>'</script\u0000><a href=/x></script >'<a href=/x>"))
                .isEqualTo("<script>'</script\u0000><a href=/x></script >'<a href=/app/x>");
    }

    /** Maps to URLs that no host or prefix of ours has, to see that they could do no harm. */
    private static String toHostile(String page) {
        PageUrls hostile =
                new PageUrls(
                        url -> url.equals("/x") ? "/'\"><script>&lt;)\\ y</style>" : url,
                        base -> false);
        HtmlRewriter rewriter = new HtmlRewriter(hostile, false);
        Bytes out = new Bytes(64);
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        rewriter.rewrite(bytes, 0, bytes.length, out);
        rewriter.finish(out);
        return out.latin1();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"<a href='/x'>", "<a href=\"/x\">", "<a href=/x>"})
    @DisplayName("whatever a URL is mapped to, it is the value of its attribute")
    void mappedToHostile(String page) {
        assertThat(Jsoup.parse(toHostile(page)).select("a").attr("href"))
                .isEqualTo("/'\"><script>&lt;)\\ y</style>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<style>a{b:url(/x)}</style>",
                "<style>a{b:url('/x')}</style>",
                "<p style='b:url(/x)'>",
                "<p style=b:url(/x)>"
            })
    @DisplayName("and in a style sheet it ends nothing")
    void mappedToHostileStyle(String page) {
        String rewritten = toHostile(page);
        assertThat(Jsoup.parse(rewritten).select("p").attr("style") + rewritten)
                .contains(
                        "/\\27 \\22 \\3e \\3c script\\3e \\26 lt;\\29 \\5c \\20 y\\3c /style\\3e ");
        assertThat(Jsoup.parse(rewritten).select("script")).isEmpty();
        assertThat(Jsoup.parse(rewritten).getAllElements().size())
                .isEqualTo(Jsoup.parse(page).getAllElements().size());
    }
}
