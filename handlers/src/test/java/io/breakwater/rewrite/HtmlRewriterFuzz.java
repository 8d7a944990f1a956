package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.breakwater.fuzz.Grammar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** P-13: pages made of any text, cut anywhere. */
class HtmlRewriterFuzz {
    enum Page implements Grammar {
        HTML(false),
        XHTML(true);

        private static final int PIECE = 3;

        /** As long as that is quick, a page is cut at every place. */
        private static final int SHORT = 96;

        private static final List<String> SEEDS =
                List.of(
                        "<a href='http://up/x'>text <img srcset=\"/a 1x, /b 2x\" src=/c>",
                        "<!doctype html><base href=/d/><!-- <a href=/e> --><style>a{b:url( '/f' )}</style>",
                        "<script><!--<script>'<a href=/g>'</script>--></script><a href=/h>",
                        "<meta http-equiv=refresh content=\"0; url='/i'\"><title><a href=/j></title>",
                        "<svg><style>@import \"/k\";</style><a xlink:href=&#x2f;l><![CDATA[<a href=/m>]]></svg>",
                        "<textarea></textare><a href=/n></textarea ><p style=\"b:url(&quot;/o&quot;)\"",
                        "<a href = '/unfinished",
                        "</<!<?<>< /><a/href=/p/>&amp;\0\u00ff");

        private final boolean xml;

        Page(boolean xml) {
            this.xml = xml;
        }

        @Override
        public Reading reading() {
            return new Reading(this::check, SEEDS);
        }

        private void check(String text) {
            byte[] page = text.getBytes(StandardCharsets.UTF_8);
            assertThat(rewrite(UnaryOperator.identity(), page, page.length))
                    .as("nothing to map")
                    .isEqualTo(page);
            byte[] whole = rewrite(Page::mapped, page, page.length);
            assertThat(rewrite(Page::mapped, page, PIECE)).as("in pieces").isEqualTo(whole);
            for (int cut = 1; cut < page.length && page.length <= SHORT; cut++) {
                assertThat(rewrite(Page::mapped, page, cut, page.length))
                        .as("cut at %d", cut)
                        .isEqualTo(whole);
            }
        }

        /** Longer than before, so that what is written and what is read part. */
        private static String mapped(String url) {
            return url.startsWith("/") ? "/mount" + url : url;
        }

        /** @param lengths of the pieces; the last one is repeated */
        private byte[] rewrite(UnaryOperator<String> mapping, byte[] page, int... lengths) {
            HtmlRewriter rewriter =
                    new HtmlRewriter(
                            new PageUrls(mapping, base -> base.startsWith("http://elsewhere/")),
                            xml);
            Bytes out = new Bytes(page.length + 1);
            int at = 0;
            for (int i = 0; at < page.length; i++) {
                int length = lengths[Math.min(i, lengths.length - 1)];
                int end = Math.min(page.length, at + length);
                rewriter.rewrite(page, at, end, out);
                at = end;
            }
            rewriter.finish(out);
            byte[] bytes = new byte[out.size()];
            out.view().get(bytes);
            return bytes;
        }
    }

    static Stream<Arguments> seeds() {
        return Grammar.seeds(Page.values());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2s")
    void rewriting(@NotNull Page page, boolean atLength, @NotNull String text) {
        page.read(text, atLength);
    }
}
