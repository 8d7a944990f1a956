package io.breakwater.forwarded;

import io.breakwater.net.Authority;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

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
        Scheme scheme = facts.scheme().orElse(request.scheme());
        Optional<Authority> received = request.host().map(Authority::parse);
        Optional<Authority> host =
                facts.host().isPresent()
                        ? facts.host()
                        : facts.port().isPresent() ? received : Optional.empty();
        Optional<Authority> written =
                host.map(h -> withPort(h, facts, scheme).withoutDefaultPort(scheme));
        int port =
                written.or(() -> received)
                        .map(h -> h.effectivePort(scheme))
                        .orElse(facts.port().orElse(scheme.defaultPort()));
        return new Believed(
                facts.client(),
                facts.clientName(),
                scheme,
                written,
                port,
                common.prefix(),
                common.certificates(),
                isMismatch(scheme, port));
    }

    private static Authority withPort(Authority host, Facts facts, Scheme scheme) {
        boolean hostDecides = facts.host().isPresent() && host.port().isPresent();
        return hostDecides ? host : host.withPort(facts.port().orElse(scheme.defaultPort()));
    }

    private static boolean isMismatch(Scheme scheme, int port) {
        Scheme other = scheme == Scheme.HTTP ? Scheme.HTTPS : Scheme.HTTP;
        return port == other.defaultPort();
    }
}
