package io.breakwater.testsuite.browser;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * What a browser met that followed links.
 *
 * @param pages those under the prefix that it read
 * @param outside links to this machine that lead out of the prefix
 */
record Crawl(Set<String> pages, Set<String> outside) {
    /**
     * Opens a page and every other that it leads to and that lies beside or below it.
     *
     * @param prefix the URL that everything should be under
     * @param start the first page
     */
    static Crawl of(Chromium browser, String prefix, String start, int maxPages) {
        Crawl crawl = new Crawl(new LinkedHashSet<>(), new LinkedHashSet<>());
        String folder = start.substring(0, start.lastIndexOf('/') + 1);
        Set<String> seen = new LinkedHashSet<>(List.of(start));
        Queue<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty() && crawl.pages.size() < maxPages) {
            String page = waiting.remove();
            browser.open(page);
            crawl.pages.add(page);
            for (String link : browser.links()) {
                if (!link.startsWith(prefix)) {
                    crawl.outside.add(link);
                } else if (link.startsWith(folder) && link.endsWith(".html") && seen.add(link)) {
                    waiting.add(link);
                }
            }
        }
        return crawl;
    }
}
