package io.breakwater.forwarded;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom to believe, what, and what becomes of the rest: all that a decision depends on besides the request.
 *
 * @param trusted the peers and hops that are believed
 * @param headers what is read from them
 * @param hops how the client is found in a chain
 * @param strip whether headers that are not believed are removed (B-7); they are not believed either way
 * @param keep names, in lower case, that trusted peers may send although they were not chosen
 * @param ignoreMalformed whether a malformed header counts as absent instead of refusing the request (B-14)
 */
public record TrustPolicy(
        TrustList trusted,
        HeaderChoice headers,
        HopRule hops,
        boolean strip,
        Set<String> keep,
        boolean ignoreMalformed) {
    /** Nobody is trusted, everything is stripped. */
    public static final TrustPolicy NOBODY =
            new TrustPolicy(
                    TrustList.NOBODY, HeaderChoice.NONE, HopRule.WALK, true, Set.of(), false);

    public TrustPolicy {
        keep =
                keep.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The same policy with another trust list. */
    public TrustPolicy trusting(TrustList list) {
        return new TrustPolicy(list, headers, hops, strip, keep, ignoreMalformed);
    }
}
