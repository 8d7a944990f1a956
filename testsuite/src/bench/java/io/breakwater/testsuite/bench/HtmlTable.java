package io.breakwater.testsuite.bench;

import io.breakwater.testsuite.browser.Documentation;
import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Nginx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What rewriting the URLs of pages costs (P-13): CPU time per megabyte of HTML of the whole front, with and without rewriting, of Breakwater,
 * Apache's mod_proxy_html and nginx's sub_filter. They take turns with the same pages; times are those of the front's processes.
 *
 * <p>{@code HtmlTable [rounds]}
 */
public final class HtmlTable {
    private static final int ROUNDS = 10;

    /** Until the Java compilers have little left to do. */
    private static final int WARM_UP_ROUNDS = 60;

    private static final double MEGABYTE = 1e6;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> pages;

    private HtmlTable(List<String> pages) {
        this.pages = pages;
    }

    public static void main(String... arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        Path site = Files.createTempDirectory("breakwater-site");
        Files.setPosixFilePermissions(site, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Nginx upstream = files(site)) {
            Documentation.copy(site, "http://127.0.0.1:" + upstream.port());
            HtmlTable table = new HtmlTable(pages(site));
            List<Front> fronts = fronts(site, upstream.url());
            try {
                table.run(fronts, rounds);
            } finally {
                fronts.forEach(Front::close);
            }
        } finally {
            delete(site);
        }
    }

    private static Nginx files(Path site) {
        return Nginx.configured(
                address ->
                        "types { text/html html; } server { listen %s; root %s; }"
                                .formatted(address, site));
    }

    private static List<String> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site.resolve("en"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> site.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Front> fronts(Path site, String upstream) throws IOException {
        List<Front> fronts = new ArrayList<>();
        for (boolean rewriting : new boolean[] {true, false}) {
            BreakwaterProcess breakwater = breakwater(site, upstream, rewriting);
            fronts.add(new Front("Breakwater", breakwater.port(), breakwater.pid(), breakwater));
            Apache apache = apache(upstream, rewriting);
            fronts.add(new Front("mod_proxy_html", apache.port(), apache.process().pid(), apache));
            Nginx nginx = nginx(upstream, rewriting);
            fronts.add(new Front("nginx sub_filter", nginx.port(), nginx.process().pid(), nginx));
        }
        return fronts;
    }

    private static BreakwaterProcess breakwater(Path site, String upstream, boolean rewriting)
            throws IOException {
        Path file =
                Files.writeString(
                        site.resolve(rewriting + ".properties"),
                        """
                        breakwater.mounts.docs.path=/docs/
                        breakwater.mounts.docs.upstream=%s
                        breakwater.mounts.docs.rewrite-html=%s
                        """
                                .formatted(upstream, rewriting));
        return BreakwaterProcess.startServer("--config", file.toString());
    }

    private static Apache apache(String upstream, boolean rewriting) {
        return Apache.configured(
                List.of("proxy_html", "xml2enc", "filter", "deflate"),
                address ->
                        """
                        Include /etc/apache2/mods-available/proxy_html.conf
                        ProxyPass /docs/ %1$s
                        <Location /docs/>
                          ProxyHTMLEnable %2$s
                          ProxyHTMLURLMap %1$s /docs/
                          ProxyHTMLURLMap / /docs/
                        </Location>
                        """
                                .formatted(upstream, rewriting ? "On" : "Off"));
    }

    private static Nginx nginx(String upstream, boolean rewriting) {
        String filter =
                """
                sub_filter_once off;
                sub_filter %1$s /docs/;
                sub_filter 'href="/' 'href="/docs/';
                sub_filter 'src="/' 'src="/docs/';
                """
                        .formatted(upstream);
        return Nginx.configured(
                address ->
                        """
                        upstream site { server %1$s; keepalive 8; }
                        server {
                          listen %2$s;
                          location /docs/ {
                            proxy_pass http://site/;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            %3$s
                          }
                        }
                        """
                                .formatted(
                                        URI.create(upstream).getAuthority(),             address,             rewriting ? filter : ""));
    }

    /** A server in front of the site, and what it has used. */
    private static final class Front {
        private final String name;
        private final int port;
        private final ProcessHandle process;
        private final AutoCloseable server;
        private Duration used = Duration.ZERO;
        private long bytes;

        Front(String name, int port, long pid, AutoCloseable server) {
            this.name = name;
            this.port = port;
            this.process = ProcessHandle.of(pid).orElseThrow();
            this.server = server;
        }

        private Duration cpu() {
            return Stream.concat(Stream.of(process), process.descendants())
                    .flatMap(one -> one.info().totalCpuDuration().stream())
                    .reduce(Duration.ZERO, Duration::plus);
        }

        boolean isJava() {
            return server instanceof BreakwaterProcess;
        }

        double millisPerMegabyte() {
            return used.toNanos() / 1e6 / (bytes / MEGABYTE);
        }

        void close() {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void run(List<Front> fronts, int rounds) throws IOException, InterruptedException {
        for (Front front : fronts) {
            for (int round = 0; front.isJava() && round < WARM_UP_ROUNDS; round++) {
                fetchAll(front);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Front front : fronts) {
                Duration before = front.cpu();
                long bytes = fetchAll(front);
                front.used = front.used.plus(front.cpu().minus(before));
                front.bytes += bytes;
            }
        }
        System.out.printf(
                "%d pages, %d rounds; CPU in ms per MB of HTML that leaves the front%n",
                pages.size(), rounds);
        report(fronts);
    }

    /** Every page once; none must be an error. */
    private long fetchAll(Front front) throws IOException, InterruptedException {
        long bytes = 0;
        for (String page : pages) {
            URI url = URI.create("http://127.0.0.1:" + front.port + "/docs/" + page);
            var answer =
                    client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(front.name + " answered " + answer.statusCode());
            }
            bytes += answer.body().length;
        }
        return bytes;
    }

    private static void report(List<Front> fronts) {
        int kinds = fronts.size() / 2;
        double ours = fronts.get(0).millisPerMegabyte();
        double oursMore = ours - fronts.get(kinds).millisPerMegabyte();
        System.out.printf(
                "%-18s %10s %10s %10s %18s %18s%n",
                "", "rewriting", "plain", "more", "Breakwater: whole", "Breakwater: more");
        for (int kind = 0; kind < kinds; kind++) {
            double whole = fronts.get(kind).millisPerMegabyte();
            double plain = fronts.get(kind + kinds).millisPerMegabyte();
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %10.2f %10.2f %10.2f %17.2fx %17.2fx%n",
                    fronts.get(kind).name,
                    whole,
                    plain,
                    whole - plain,
                    ours / whole,
                    oursMore / (whole - plain));
        }
    }
}
