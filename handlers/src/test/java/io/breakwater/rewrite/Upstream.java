package io.breakwater.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The URLs of {@code http://up.internal/}, which clients know as {@code https://www.example.com/app/}; and what becomes of pages there. */
final class Upstream {
    static final PageUrls URLS = new PageUrls(Upstream::map, Upstream::isElsewhere);

    private static final String SITE = "http://up.internal";

    private Upstream() {}

    static String map(String url) {
        if (url.startsWith("//") || url.startsWith("/app/")) {
            return url;
        }
        if (url.equals(SITE) || url.startsWith(SITE + "/")) {
            return "https://www.example.com/app" + url.substring(SITE.length());
        }
        return url.startsWith("/") ? "/app" + url : url;
    }

    private static boolean isElsewhere(String baseUrl) {
        return baseUrl.contains("://") && !baseUrl.startsWith(SITE);
    }

    /** The page, each character a byte, in one piece. */
    static String rewrite(String page) {
        return rewrite(page, false, Integer.MAX_VALUE, new Random(0));
    }

    static String rewriteXml(String page) {
        return rewrite(page, true, Integer.MAX_VALUE, new Random(0));
    }

    /** The page in pieces of random sizes up to {@code maxPiece}. */
    static String rewrite(String page, boolean xml, int maxPiece, Random random) {
        HtmlRewriter rewriter = new HtmlRewriter(URLS, xml);
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        Bytes out = new Bytes(bytes.length + 64);
        int at = 0;
        while (at < bytes.length) {
            int to = at + Math.min(bytes.length - at, random.nextInt(maxPiece) + 1);
            rewriter.rewrite(bytes, at, to, out);
            at = to;
        }
        rewriter.finish(out);
        return out.latin1();
    }
}
