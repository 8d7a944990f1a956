package io.breakwater.options;

import io.breakwater.forwarded.ForwardedResolver;
import io.breakwater.forwarded.NamedProxy;
import io.breakwater.forwarded.TrustPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Rules B-1 to B-16, B-25 and B-26.
 *
 * @param policy whom and what to believe
 * @param named proxies with settings of their own (B-4)
 * @param logUntrusted whether removed headers are logged once for each peer and hour
 * @param allowEarlierRewrite whether something before Breakwater may have changed the source address
 * @param observe whether decisions are only made and told, and nothing is changed
 * @param files what the trust lists were read from besides
 * @param explainToken what lets a request ask for its decision (B-20)
 */
public record TrustOptions(
        TrustPolicy policy,
        List<NamedProxy> named,
        boolean logUntrusted,
        boolean allowEarlierRewrite,
        boolean observe,
        WatchedFiles files,
        Optional<String> explainToken) {
    public TrustOptions {
        named = List.copyOf(named);
    }

    /** What decides by these options. */
    public ForwardedResolver resolver() {
        return new ForwardedResolver(policy, named);
    }
}
