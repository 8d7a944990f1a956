package io.breakwater.cli;

import io.breakwater.forwarded.Believed;
import io.breakwater.forwarded.Resolution;
import io.breakwater.net.Authority;
import io.breakwater.net.IpAddress;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.RawPath;
import io.breakwater.net.Scheme;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.SiteOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an application sees of a request that is only asked about: what whoami would show of it (B-16, B-19).
 *
 * @param client its address, empty for a unix socket
 * @param host the Host header
 * @param prefix what the application has to put before its paths
 * @param rawRest the path behind it, percent-encoded
 * @param outsidePrefix whether a strict {@code url-prefix} answers 404 to it
 */
record SeenRequest(
        Optional<IpAddress> client,
        String host,
        Scheme scheme,
        int port,
        PathPrefix prefix,
        String rawRest,
        String query,
        boolean outsidePrefix) {

    static SeenRequest of(
            Resolution resolution, ExplainedRequest request, BreakwaterOptions options) {
        SeenRequest plain = plain(request, options.site());
        boolean told = options.enabled() && !options.trust().observe();
        SeenRequest seen =
                told && resolution instanceof Resolution.Forwarded forwarded
                        ? plain.with(forwarded.believed())
                        : plain;
        return options.enabled() ? seen.under(options.site()) : seen;
    }

    private static SeenRequest plain(ExplainedRequest request, SiteOptions site) {
        Scheme scheme = site.urlScheme().orElse(request.scheme());
        String host = request.host().orElse("");
        Authority authority = Authority.parse(host);
        return new SeenRequest(
                request.peer().address(),
                host,
                scheme,
                authority == null ? scheme.defaultPort() : authority.effectivePort(scheme),
                PathPrefix.NONE,
                request.rawPath(),
                request.query(),
                false);
    }

    private SeenRequest with(Believed believed) {
        return new SeenRequest(
                believed.client().map(Peer::address).orElse(client),
                believed.host().map(Authority::toString).orElse(host),
                believed.scheme(),
                believed.port(),
                believed.prefix(),
                rawRest,
                query,
                false);
    }

    /** A trusted proxy's prefix counts more than the configured one, which is cut all the same. */
    private SeenRequest under(SiteOptions site) {
        String rest = site.urlPrefix().cutFrom(rawRest);
        return new SeenRequest(
                client,
                host,
                scheme,
                port,
                prefix.isNone() ? site.urlPrefix() : prefix,
                rest == null ? rawRest : rest,
                query,
                rest == null && site.urlPrefixStrict());
    }

    String url() {
        return scheme + "://" + host + prefix + rawRest + (query.isEmpty() ? "" : "?" + query);
    }

    /** The variables of CGI and WSGI that forwarding is about, and the URL. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("REMOTE_ADDR", client.map(IpAddress::toString).orElse(""));
        facts.put("HTTP_HOST", host);
        facts.put("wsgi.url_scheme", scheme.text());
        facts.put("SERVER_PORT", Integer.toString(port));
        facts.put("SCRIPT_NAME", prefix.decoded());
        facts.put("PATH_INFO", RawPath.decode(rawRest));
        facts.put("url", url());
        return facts;
    }
}
