package io.breakwater;

import io.breakwater.net.Scheme;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import io.undertow.server.HttpHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Says in code what keys say in configuration. Nothing is checked until {@link #build}, which then reports all problems at once.
 *
 * <p>Not for use by several threads.
 */
public final class BreakwaterBuilder {
    static final String SOURCE = "code";

    private final List<Setting> settings = new ArrayList<>();
    private int routes;
    private int aliases;

    BreakwaterBuilder() {}

    /**
     * Sets any key of the table in README, without its prefix: {@code set("on-malformed", "ignore")}. For lists, values add up.
     */
    public BreakwaterBuilder set(String key, String value) {
        settings.add(new Setting(key, value, SOURCE));
        return this;
    }

    /** Whose forwarding headers are believed: addresses, blocks, {@code loopback}, {@code link-local}, {@code private}, {@code unix}. */
    public BreakwaterBuilder trustedProxies(String... entries) {
        return set("trusted-proxies", String.join(",", entries));
    }

    /** The headers that those proxies set: one of each group, or {@code Forwarded}. */
    public BreakwaterBuilder trustedProxyHeaders(String... names) {
        return set("trusted-proxy-headers", String.join(",", names));
    }

    /** The client is the n-th hop from the right, whatever the hops are (Waitress's rule, B-9). */
    public BreakwaterBuilder trustedProxyCount(int count) {
        return set("trusted-proxy-mode", "count")
                .set("trusted-proxy-count", Integer.toString(count));
    }

    /** The scheme of requests of which no trusted proxy tells one (B-19). */
    public BreakwaterBuilder urlScheme(Scheme scheme) {
        return set("url-scheme", scheme.text());
    }

    /** The path that this server is known under (B-19). */
    public BreakwaterBuilder urlPrefix(String prefix) {
        return set("url-prefix", prefix);
    }

    /** The public host name; requests for other hosts are refused (B-22). */
    public BreakwaterBuilder serverName(String name) {
        return set("server-name", name);
    }

    /** Further host names; {@code *.example.com} stands for all below it. */
    public BreakwaterBuilder serverAliases(String... names) {
        return set("server-aliases", String.join(",", names));
    }

    /** Whether requests by {@code http}, as a trusted proxy or the connection tells it, are redirected to {@code https}. */
    public BreakwaterBuilder httpsOnly(boolean only) {
        return set("https-only", Boolean.toString(only));
    }

    /** What browsers are told over {@code https}: {@code max-age=63072000; includeSubDomains} (RFC 6797). */
    public BreakwaterBuilder hsts(String policy) {
        return set("hsts", policy);
    }

    /** Exact paths of health checks, which pass the host gate and the redirect to {@code https}. */
    public BreakwaterBuilder probePaths(String... paths) {
        return set("probe-paths", String.join(",", paths));
    }

    /** How long upstreams may send and take nothing; 60 seconds by default (P-14). */
    public BreakwaterBuilder proxyTimeout(Duration timeout) {
        return set("proxy-timeout", timeout.toString());
    }

    /** Serves a path prefix from an upstream: {@code mount("/api/", "http://api.internal:9000/")}. */
    public BreakwaterBuilder mount(String path, String upstream) {
        return mount(path, upstream, route -> {});
    }

    /** The same, with more to say about it. */
    public BreakwaterBuilder mount(String path, String upstream, Consumer<RouteSettings> more) {
        return route("mounts.", "path", path, upstream, more);
    }

    /** Serves a host name from an upstream. */
    public BreakwaterBuilder virtualHost(String host, String upstream) {
        return virtualHost(host, upstream, route -> {});
    }

    /** The same, with more to say about it. */
    public BreakwaterBuilder virtualHost(
            String host, String upstream, Consumer<RouteSettings> more) {
        return route("virtual-hosts.", "host", host, upstream, more);
    }

    /** Serves the files in a directory, where no route does (P-20). */
    public BreakwaterBuilder documentRoot(Path directory) {
        return set("document-root", directory.toAbsolutePath().toString());
    }

    /** The names of files that are served for a directory, such as {@code index.html}. */
    public BreakwaterBuilder directoryIndex(String... names) {
        return set("directory-index", String.join(",", names));
    }

    /** Serves a file, or the files in a directory, under a path; the longest path wins. */
    public BreakwaterBuilder urlAlias(String path, Path target) {
        String alias = "url-aliases.code-" + ++aliases + ".";
        return set(alias + "path", path).set(alias + "target", target.toAbsolutePath().toString());
    }

    /** What is answered with a status: a path of this server's files, {@code file:/path}, a URL to redirect to, or text in HTML (P-19). */
    public BreakwaterBuilder errorDocument(int status, String document) {
        return set("error-documents." + status, document);
    }

    /** Whether those documents, and default pages, also replace errors of the application and of upstreams; not by default. */
    public BreakwaterBuilder errorOverride(boolean override) {
        return set("error-override", Boolean.toString(override));
    }

    private BreakwaterBuilder route(
            String group,
            String selectorKey,
            String selector,
            String upstream,
            Consumer<RouteSettings> more) {
        RouteSettings route = new RouteSettings(group + "code-" + ++routes + ".");
        route.set(selectorKey, selector).set("upstream", upstream);
        more.accept(route);
        settings.addAll(route.settings());
        return this;
    }

    /**
     * The options.
     *
     * @throws ConfigurationException with every problem
     */
    public BreakwaterOptions options() {
        return OptionsReader.read(Settings.of(settings)).orThrow();
    }

    /**
     * The handler, in front of an application.
     *
     * @throws ConfigurationException with every problem
     */
    public Breakwater build(HttpHandler application) {
        return Breakwater.of(options(), application);
    }
}
