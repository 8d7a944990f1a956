package io.breakwater.testsuite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.testsuite.peers.Apache;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P-13: a browser reads a site of more than two hundred pages behind the mount {@code /docs}, following every link, and asks the front for
 * nothing else; the same is counted with Apache's mod_proxy_html as the front.
 */
class DocumentationCrawlTest {
    private static final int SITE = 200;

    /** How much of it is read; there are 244 pages, and some 50 that say that there is no page. */
    private static final int PAGES = Integer.getInteger("crawl.pages", 220);

    /** And through Apache, which takes as long. */
    private static final int APACHE_PAGES = Integer.getInteger("crawl.apache.pages", 40);

    private static final Pattern REQUESTED = Pattern.compile("(?m)^requested (\\S*)$");

    @TempDir private static Path folder;

    @AutoClose private static DocumentationSite site;

    @BeforeAll
    static void serve() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        site = DocumentationSite.in(Files.createDirectory(folder.resolve("site")));
    }

    @Test
    @DisplayName("nothing outside the mount is asked for or linked to")
    void breakwater() {
        Counted counted = throughBreakwater(true, PAGES);
        System.out.println("Breakwater: " + counted);
        assertThat(counted.crawl.pages()).hasSizeGreaterThanOrEqualTo(SITE);
        assertThat(counted.crawl.outside()).isEmpty();
        assertThat(counted.requestsOutside()).isEmpty();
    }

    @Test
    @DisplayName("without rewrite-html the same site leads out of the mount at once")
    void plainMount() {
        Counted counted = throughBreakwater(false, 1);
        assertThat(counted.crawl.outside()).isNotEmpty();
        assertThat(counted.requestsOutside()).isNotEmpty();
    }

    @Test
    @DisplayName("the same is counted with mod_proxy_html, which leaves some links as they are")
    void modProxyHtml() {
        Counted counted = throughApache();
        System.out.println("mod_proxy_html: " + counted);
        assertThat(counted.crawl.pages()).hasSizeGreaterThanOrEqualTo(Math.min(SITE, APACHE_PAGES));
        assertThat(counted.crawl.outside()).isNotEmpty();
    }

    /** A crawl, and the paths that the front was asked for meanwhile. */
    private record Counted(Crawl crawl, List<String> requests) {
        /** But for what browsers ask for by themselves where a page names no icon, as nginx's own do. */
        List<String> requestsOutside() {
            return requests.stream()
                    .filter(path -> !path.startsWith("/docs/") && !path.equals("/favicon.ico"))
                    .toList();
        }

        @Override
        public String toString() {
            return "%d pages in %d requests; outside the mount: requests %s, links %s"
                    .formatted(
                            crawl.pages().size(),
                            requests.size(),
                            requestsOutside(),
                            crawl.outside());
        }
    }

    private static Counted throughBreakwater(boolean rewrite, int maxPages) {
        List<String> requests = new CopyOnWriteArrayList<>();
        Breakwater front =
                Breakwater.builder()
                        .mount("/docs/", site.url(), mount -> mount.rewriteHtml(rewrite))
                        .build(exchange -> exchange.setStatusCode(404));
        Undertow server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                exchange -> {
                                    requests.add(exchange.getRequestURI());
                                    front.handleRequest(exchange);
                                })
                        .build();
        server.start();
        try (front) {
            Object address = server.getListenerInfo().get(0).getAddress();
            Crawl crawl = crawl("breakwater", ((InetSocketAddress) address).getPort(), maxPages);
            return new Counted(crawl, List.copyOf(requests));
        } finally {
            server.stop();
        }
    }

    private static Counted throughApache() {
        try (Apache front =
                Apache.rewritingPages(
                        "/docs/",
                        site.url(),
                        "CustomLog \"|/bin/cat\" \"requested %U\"",
                        "ProxyPassReverse /docs/ " + site.url(),
                        "RequestHeader unset Accept-Encoding")) {
            Crawl crawl = crawl("apache", front.port(), APACHE_PAGES);
            List<String> requests =
                    REQUESTED.matcher(front.output()).results().map(line -> line.group(1)).toList();
            return new Counted(crawl, requests);
        }
    }

    private static Crawl crawl(String front, int port, int maxPages) {
        try (Chromium browser = Chromium.start(folder.resolve(front + maxPages))) {
            String prefix = "http://127.0.0.1:" + port + "/docs/";
            return Crawl.of(browser, prefix, prefix + "en/index.html", maxPages);
        }
    }
}
