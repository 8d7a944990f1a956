package io.breakwater;

import io.breakwater.options.PoolOptions.Balance;
import io.breakwater.options.Setting;
import io.breakwater.options.UpstreamOptions.ClientCertStyle;
import io.breakwater.options.UpstreamOptions.ForwardedStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be said of one mount or virtual host in code; the keys of the same names in configuration. */
public final class RouteSettings {
    private final List<Setting> settings = new ArrayList<>();
    private final String prefix;

    RouteSettings(String prefix) {
        this.prefix = prefix;
    }

    RouteSettings set(String key, String value) {
        settings.add(new Setting(prefix + key, value, BreakwaterBuilder.SOURCE));
        return this;
    }

    /** Whether the upstream gets the client's Host header; by default it gets its own (P-7). */
    public RouteSettings preserveHost(boolean preserve) {
        return set("preserve-host", Boolean.toString(preserve));
    }

    /** How long connecting may take; 5 seconds by default. */
    public RouteSettings connectTimeout(Duration timeout) {
        return set("connect-timeout", timeout.toString());
    }

    /** How long nothing may happen on the connection, between bytes; 60 seconds by default (P-14). */
    public RouteSettings timeout(Duration timeout) {
        return set("timeout", timeout.toString());
    }

    /** The same for a WebSocket; as {@link #timeout} by default. */
    public RouteSettings websocketTimeout(Duration timeout) {
        return set("websocket-timeout", timeout.toString());
    }

    /** Which headers tell the upstream about the client; the X-Forwarded family by default (P-6). */
    public RouteSettings forwarded(ForwardedStyle style) {
        return set("forwarded", style.name().toLowerCase(Locale.ROOT));
    }

    /** Whether and how the upstream is told of the client's TLS certificate; not by default. */
    public RouteSettings clientCert(ClientCertStyle style) {
        return set("client-cert", style.name().toLowerCase(Locale.ROOT));
    }

    /** One more target beside the first; with the same scheme and base path (P-16). */
    public RouteSettings target(String upstream) {
        return set("upstream", upstream);
    }

    /** Which of several targets gets a request; each in turn by default (P-16). */
    public RouteSettings balance(Balance balance) {
        return set("balance", balance.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The name of a cookie that leads a client to the target it was at before; there is none by default (P-16). */
    public RouteSettings stickyCookie(String name) {
        return set("sticky-cookie", name);
    }

    /** How often at most a request is sent again that got no answer and may be sent twice; once by default (P-16). */
    public RouteSettings retries(int retries) {
        return set("retries", Integer.toString(retries));
    }

    /** How many connections to each target there are at most; as many as requests need by default (P-17). */
    public RouteSettings maxConnections(int connections) {
        return set("max-connections", Integer.toString(connections));
    }

    /** How many requests wait where there are so many connections already; 1000 by default (P-17). */
    public RouteSettings queue(int requests) {
        return set("queue", Integer.toString(requests));
    }

    /** A path that each target is asked for every 10 seconds; one that does not answer with 2xx or 3xx gets no requests (P-16). */
    public RouteSettings healthPath(String path) {
        return set("health.path", path);
    }

    /** How often targets are asked for the health path. */
    public RouteSettings healthInterval(Duration interval) {
        return set("health.interval", interval.toString());
    }

    /** How long a target has to answer that; 5 seconds by default. */
    public RouteSettings healthTimeout(Duration timeout) {
        return set("health.timeout", timeout.toString());
    }

    /** Whether {@code Location: /x} is mapped back although the upstream's base is {@code /}; not by default (P-11). */
    public RouteSettings rewriteAbsolutePaths(boolean rewrite) {
        return set("rewrite-absolute-paths", Boolean.toString(rewrite));
    }

    /** Whether Breakwater's pages, or your documents, replace the upstream's errors; as {@link BreakwaterBuilder#errorOverride} by default. */
    public RouteSettings errorOverride(boolean override) {
        return set("error-override", Boolean.toString(override));
    }

    /** Whether the URLs in the upstream's HTML pages are mapped as those in its headers, and {@code /x} too; not by default (P-13). */
    public RouteSettings rewriteHtml(boolean rewrite) {
        return set("rewrite-html", Boolean.toString(rewrite));
    }

    /**
     * With {@link #rewriteHtml}: URLs in pages that begin so begin otherwise for clients, as {@code ProxyHTMLURLMap} does. Of several the
     * longest counts.
     */
    public RouteSettings htmlMap(String from, String to) {
        String pair = "html-map." + (settings.size() + 1);
        return set(pair + ".from", from).set(pair + ".to", to);
    }

    /** A file of certificates in PEM that an {@code https} upstream's is issued by; those of the Java runtime by default (P-4). */
    public RouteSettings tlsTrust(Path certificates) {
        return set("tls.trust", certificates.toString());
    }

    /** Whether the certificate of an {@code https} upstream is checked; it is by default (P-4). */
    public RouteSettings tlsVerify(boolean verify) {
        return set("tls.verify", Boolean.toString(verify));
    }

    /** What an {@code https} upstream is shown when it asks who we are: PEM files of our certificates and of the key; nothing by default. */
    public RouteSettings tlsIdentity(Path certificates, Path key) {
        return set("tls.certificate", certificates.toString()).set("tls.key", key.toString());
    }

    List<Setting> settings() {
        return settings;
    }
}
