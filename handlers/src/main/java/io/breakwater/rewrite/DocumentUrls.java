package io.breakwater.rewrite;

/** The URLs of one document, which are relative to its base. */
final class DocumentUrls {
    private final PageUrls urls;
    private boolean hasBase;
    private boolean elsewhere;

    DocumentUrls(PageUrls urls) {
        this.urls = urls;
    }

    /** What begins with a slash is relative to the base; {@code "//host"} takes its scheme from there. */
    String map(String url) {
        return elsewhere && url.startsWith("/") ? url : urls.map(url);
    }

    /** The first one counts. */
    void base(String url) {
        if (!hasBase) {
            hasBase = true;
            elsewhere = urls.isElsewhere(url);
        }
    }
}
