package io.breakwater.options;

import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import io.breakwater.route.HostPattern;
import io.breakwater.route.HostRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names, scheme and prefix of this server (B-19, B-22).
 *
 * @param serverName the public host name, in lower case; without one every host is let in
 * @param aliases further names, in lower case; {@code *.example.com} stands for all names below it
 * @param rejectStatus 403 or 421
 * @param redirectWww whether the name without {@code www.} is redirected
 * @param allowLocalhost whether local health checks pass the gate
 * @param probePaths exact paths that GET and HEAD may always ask for
 * @param https what is asked of clients that come without TLS
 * @param urlScheme the scheme of requests for which no trusted peer sent one
 * @param urlPrefix the path that this server is known under
 * @param urlPrefixStrict whether paths outside the prefix are 404
 */
public record SiteOptions(
        Optional<String> serverName,
        List<String> aliases,
        int rejectStatus,
        boolean redirectWww,
        boolean allowLocalhost,
        Set<String> probePaths,
        HttpsOptions https,
        Optional<Scheme> urlScheme,
        PathPrefix urlPrefix,
        boolean urlPrefixStrict) {
    public SiteOptions {
        aliases = List.copyOf(aliases);
        probePaths = Set.copyOf(probePaths);
    }

    /** Which hosts pass. */
    public HostRule hostRule() {
        List<HostPattern> names =
                Stream.concat(serverName.stream(), aliases.stream()).map(HostPattern::new).toList();
        return new HostRule(serverName, names, redirectWww, allowLocalhost, probePaths);
    }
}
