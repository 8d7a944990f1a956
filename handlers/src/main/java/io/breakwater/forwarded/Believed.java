package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown of a request whose peer is trusted: the decision proper.
 *
 * @param client the source address, port 0 if unknown; empty if nothing was said, and the peer stands
 * @param clientName {@code unknown} or the obfuscated name in the client's place, where its address is not known
 * @param scheme the request's scheme
 * @param host what the Host header is to be; empty to leave it as it is
 * @param port the port of the public URL: of the host, else the scheme's default
 * @param prefix what the application is to put before its paths
 * @param certificates the client's TLS certificate and its chain; empty if none was told
 * @param schemePortMismatch http with port 443 or https with port 80
 */
public record Believed(
        Optional<Peer> client,
        Optional<String> clientName,
        Scheme scheme,
        Optional<Authority> host,
        int port,
        PathPrefix prefix,
        List<X509Certificate> certificates,
        boolean schemePortMismatch) {

    /** Waitress's derivation (B-15): the host's own port, else the forwarded port, else the scheme's default. */
    static Believed derive(Facts facts, CommonFacts common, ForwardedRequest request) {
        Scheme scheme = facts.scheme() != null ? facts.scheme() : request.scheme();
        Authority shown = facts.host() != null ? facts.host() : received(request);
        boolean isTold = facts.host() != null || facts.hasPort();
        Authority written = shown == null || !isTold ? null : withPort(shown, facts, scheme);
        Authority asked = written != null ? written : shown;
        int port = asked != null ? asked.effectivePort(scheme) : toldPort(facts, scheme);
        return new Believed(
                Optional.ofNullable(facts.client()),
                Optional.ofNullable(facts.clientName()),
                scheme,
                Optional.ofNullable(written),
                port,
                common.prefix(),
                common.certificates(),
                isMismatch(scheme, port));
    }

    private static @Nullable Authority received(ForwardedRequest request) {
        return request.host().map(Authority::parse).orElse(null);
    }

    private static Authority withPort(Authority host, Facts facts, Scheme scheme) {
        boolean hostDecides = facts.host() != null && host.port().isPresent();
        int port = hostDecides ? host.port().getAsInt() : toldPort(facts, scheme);
        return host.withPort(port, scheme);
    }

    private static int toldPort(Facts facts, Scheme scheme) {
        return facts.hasPort() ? facts.port() : scheme.defaultPort();
    }

    private static boolean isMismatch(Scheme scheme, int port) {
        Scheme other = scheme == Scheme.HTTP ? Scheme.HTTPS : Scheme.HTTP;
        return port == other.defaultPort();
    }
}
