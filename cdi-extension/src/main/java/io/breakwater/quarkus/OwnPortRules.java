package io.breakwater.quarkus;

import io.breakwater.forwarded.ForwardedResolver;
import io.breakwater.forwarded.ReceivedHeader;
import io.breakwater.forwarded.SharedSecret;
import io.breakwater.options.TrustOptions;
import io.breakwater.trust.ExplainToken;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What decides; replaced as a whole when a trust file changes (B-2). */
record OwnPortRules(
        TrustOptions options,
        ForwardedResolver resolver,
        ExplainToken explain,
        Set<String> secretHeaders) {
    static OwnPortRules of(TrustOptions options) {
        Set<String> secrets =
                options.named().stream()
                        .flatMap(proxy -> proxy.secret().stream())
                        .map(SharedSecret::header)
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        return new OwnPortRules(
                options, options.resolver(), new ExplainToken(options.explainToken()), secrets);
    }

    /** The forwarding headers among these, secrets of named proxies included. */
    List<ReceivedHeader> forwardingHeaders(MultiMap headers) {
        List<ReceivedHeader> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : headers.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (seen.add(lower)) {
                List<String> lines = headers.getAll(name);
                ReceivedHeader header =
                        secretHeaders.contains(lower)
                                ? ReceivedHeader.secret(name, lines)
                                : ReceivedHeader.of(name, lines);
                if (header != null) {
                    found.add(header);
                }
            }
        }
        return found;
    }
}
