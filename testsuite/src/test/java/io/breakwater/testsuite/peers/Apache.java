package io.breakwater.testsuite.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A real Apache with mod_proxy on a loopback port, in front of an upstream. */
public record Apache(PeerProcess process) implements RunningPeer {
    /** The front end of mod_wsgi's page: {@code ProxyPreserveHost On}, {@code X-Forwarded-Port 80}, scheme http. */
    public static Apache front(int upstreamPort) {
        return front(
                upstreamPort,
                "ProxyPreserveHost On",
                "RequestHeader set X-Forwarded-Port 80",
                "RequestHeader set X-Forwarded-Proto http");
    }

    /** A front end with these lines beside {@code ProxyPass} and {@code ProxyPassReverse}. */
    public static Apache front(int upstreamPort, String... lines) {
        return configured(
                address ->
                        """
            <VirtualHost *>
              ServerName www.example.com
              ProxyPass        / http://127.0.0.1:%1$d/
              ProxyPassReverse / http://127.0.0.1:%1$d/
              %2$s
            </VirtualHost>
            """
                                .formatted(upstreamPort, String.join("\n  ", lines)));
    }

    /** A front end with these lines, made for the address to listen on. */
    public static Apache configured(UnaryOperator<String> lines) {
        return configured(List.of(), lines);
    }

    /** The same, with mod_remoteip. */
    public static Apache trusting(UnaryOperator<String> lines) {
        return configured(List.of("remoteip"), lines);
    }

    /** A mount whose pages mod_proxy_html rewrites, with Debian's list of links; and these lines. */
    public static Apache rewritingPages(String mount, String upstreamUrl, String... lines) {
        return configured(
                List.of("proxy_html", "xml2enc", "filter", "deflate"),
                address ->
                        """
            Include /etc/apache2/mods-available/proxy_html.conf
            ProxyPass %1$s %2$s
            <Location %1$s>
              ProxyHTMLEnable On
              ProxyHTMLURLMap %2$s %1$s
              ProxyHTMLURLMap / %1$s
            </Location>
            %3$s
            """
                                .formatted(mount, upstreamUrl, String.join("\n", lines)));
    }

    /** The same with further modules. */
    public static Apache configured(List<String> modules, UnaryOperator<String> lines) {
        List<String> all = new ArrayList<>(List.of("proxy", "proxy_http"));
        all.addAll(modules);
        return new Apache(Httpd.start("apache", all, place -> lines.apply(place.address())));
    }
}
