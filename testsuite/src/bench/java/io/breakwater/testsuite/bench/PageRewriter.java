package io.breakwater.testsuite.bench;

import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Nginx;
import java.net.URI;
import java.util.List;

/** The proxies that make the URLs of pages right below the mount {@value #MOUNT}, or pass the pages on as they are. */
enum PageRewriter {
    BREAKWATER("Breakwater") {
        @Override
        Running start(String upstreamUrl, boolean rewriting) {
            return Running.of(
                    BreakwaterProcess.startIn(
                            List.of(
                                    "-Dbreakwater.mounts.docs.path=" + MOUNT,
                                    "-Dbreakwater.mounts.docs.upstream=" + upstreamUrl,
                                    "-Dbreakwater.mounts.docs.rewrite-html=" + rewriting),
                            "start-server",
                            "--port",
                            "0"));
        }
    },
    MOD_PROXY_HTML("mod_proxy_html") {
        @Override
        Running start(String upstreamUrl, boolean rewriting) {
            return Running.of(
                    rewriting
                            ? Apache.rewritingPages(MOUNT, upstreamUrl)
                            : Apache.configured(address -> "ProxyPass " + MOUNT + " " + upstreamUrl));
        }
    },
    SUB_FILTER("nginx sub_filter") {
        @Override
        Running start(String upstreamUrl, boolean rewriting) {
            return Running.of(
                    Nginx.configured(
                            address -> nginx(address, upstreamUrl, rewriting ? filter(upstreamUrl) : "")));
        }
    };

    static final String MOUNT = "/docs/";

    private static final int JAVA_WARMING = 150;

    private final String title;

    PageRewriter(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** How often the site has to be read before it is known whether the cost falls still: a Java runtime compiles what is used most. */
    int leastWarming() {
        return this == BREAKWATER ? JAVA_WARMING : 1;
    }

    /** Starts it in front of a site. */
    abstract Running start(String upstreamUrl, boolean rewriting);

    private static String nginx(String address, String upstreamUrl, String lines) {
        return """
            upstream site { server %s; keepalive 8; }
            server {
              listen %s;
              location %s {
                proxy_pass http://site/;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                %s
              }
            }
            """
                .formatted(URI.create(upstreamUrl).getAuthority(), address, MOUNT, lines);
    }

    /** What it replaces is text, wherever it stands. */
    private static String filter(String upstreamUrl) {
        return """
            sub_filter_once off;
            sub_filter %1$s %2$s;
            sub_filter 'href="/' 'href="%2$s';
            sub_filter 'src="/' 'src="%2$s';
            """
                .formatted(upstreamUrl, MOUNT);
    }
}
